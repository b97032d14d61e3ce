"""The council's rules; each module knows one."""
