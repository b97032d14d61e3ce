"""The way in and the own account; of django-allauth, only the pages that are used."""

from allauth.account import views as local
from allauth.mfa.base import views as second
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.socialaccount import views as social
from django.urls import path, re_path

from samsyn.kernel.access.guard import for_the_owner as mine
from samsyn.kernel.access.views import account, demo, entrance, single_sign_on

urlpatterns = [
    path("", entrance.landing, name="home"),
    path("demo/", demo.demo, name="demo"),
    path("language/", entrance.set_language, name="set_language"),
    # Signing in and out
    path("account/sign-in/", local.login, name="account_login"),
    path("account/sign-out/", local.logout, name="account_logout"),
    path("account/inactive/", local.account_inactive, name="account_inactive"),
    path("account/second-factor/", second.authenticate, name="mfa_authenticate"),
    # Single sign-on
    path("account/oidc/<slug:provider_id>/login/", single_sign_on.go, name="openid_connect_login"),
    path(
        "account/oidc/<slug:provider_id>/login/callback/",
        single_sign_on.come_back,
        name="openid_connect_callback",
    ),
    path("account/oidc/cancelled/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("account/oidc/error/", social.login_error, name="socialaccount_login_error"),
    # A password, forgotten or new
    path("account/password/forgotten/", local.password_reset, name="account_reset_password"),
    path("account/password/sent/", local.password_reset_done, name="account_reset_password_done"),
    path(
        "account/password/set/done/",
        local.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^account/password/set/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        local.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("account/password/", mine(local.password_change), name="account_change_password"),
    path("account/password/new/", mine(local.password_set), name="account_set_password"),
    # The own account
    path("account/", account.account, name="account"),
    path("account/tokens/new/", account.new_token, name="account_new_token"),
    path("account/tokens/<int:pk>/revoke/", account.revoke, name="account_revoke_token"),
    path("account/confirm/", mine(local.reauthenticate), name="account_reauthenticate"),
    path("account/confirm/code/", mine(second.reauthenticate), name="mfa_reauthenticate"),
    path("account/factors/", mine(second.index), name="mfa_index"),
    path("account/factors/app/", mine(totp.activate_totp), name="mfa_activate_totp"),
    path("account/factors/app/off/", mine(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("account/factors/codes/", mine(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "account/factors/codes/new/",
        mine(codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "account/factors/codes/file/",
        mine(codes.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
]
