"""The words that the publiccode.yml standard fixes: what a file may say in each place."""

from __future__ import annotations

VERSIONS = ("0", "0.2", "0.3", "0.4", "0.5", "0.6", "0.7")
STATUSES = ("concept", "development", "beta", "stable", "obsolete")
TYPES = (
    *(f"standalone/{where}" for where in ("mobile", "iot", "desktop", "web", "backend", "other")),
    *("addon", "library", "configurationFiles"),
)
MAINTENANCE = ("internal", "contract", "community", "none")
DEPENDENCIES = ("open", "proprietary", "hardware")

TOP = frozenset(
    {
        *("publiccodeYmlVersion", "name", "applicationSuite", "url", "landingURL", "isBasedOn"),
        *("softwareVersion", "releaseDate", "logo", "monochromeLogo", "organisation", "fundedBy"),
        *("inputTypes", "outputTypes", "platforms", "categories", "usedBy", "roadmap"),
        *("developmentStatus", "softwareType", "intendedAudience", "description", "legal"),
        *("maintenance", "localisation", "dependsOn"),
    }
)
DESCRIPTION = frozenset(
    {
        *("localisedName", "genericName", "shortDescription", "longDescription", "documentation"),
        *("apiDocumentation", "features", "screenshots", "videos", "awards"),
    }
)
LONGEST_SHORT, SHORTEST_LONG, LONGEST_LONG = 150, 150, 10_000

# fmt: off
CATEGORIES = frozenset(
    {
        "accounting", "agile-project-management", "applicant-tracking",
        "application-development", "appointment-scheduling", "backup",
        "billing-and-invoicing", "blog", "budgeting", "business-intelligence",
        "business-process-management", "cad", "call-center-management",
        "cloud-management", "collaboration", "communications",
        "compliance-management", "contact-management", "content-management",
        "crm", "customer-service-and-support", "data-analytics",
        "data-collection", "data-visualization", "design", "design-system",
        "digital-asset-management", "digital-citizenship",
        "document-management", "donor-management", "e-commerce", "e-signature",
        "email-management", "email-marketing", "employee-management",
        "enterprise-project-management", "enterprise-social-networking", "erp",
        "event-management", "facility-management",
        "feedback-and-reviews-management", "financial-reporting",
        "fleet-management", "fundraising", "gamification",
        "geographic-information-systems", "grant-management", "graphic-design",
        "help-desk", "hr", "ide", "identity-management", "instant-messaging",
        "inventory-management", "it-asset-management", "it-development",
        "it-management", "it-security", "it-service-management",
        "knowledge-management", "learning-management-system", "marketing",
        "mind-mapping", "mobile-marketing", "mobile-payment",
        "network-management", "office", "online-booking", "online-community",
        "payment-gateway", "payroll", "predictive-analysis", "procurement",
        "productivity-suite", "project-collaboration", "project-management",
        "property-management", "real-estate-management",
        "regulations-and-directives", "remote-support", "resource-management",
        "sales-management", "seo", "service-desk", "social-media-management",
        "survey", "talent-management", "task-management", "taxes-management",
        "test-management", "time-management", "time-tracking", "translation",
        "video-conferencing", "video-editing", "visitor-management", "voip",
        "warehouse-management", "web-collaboration", "web-conferencing",
        "website-builder", "whistleblowing", "workflow-management",
    }
)
# fmt: on
