"""Federation: asking the members, doing together, what each is able to, and time that is lent."""
