"""Calendars: a month of appointments and deadlines on a page, and a mentor's appointments in her own one."""
