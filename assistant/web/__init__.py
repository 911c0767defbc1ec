"""In the browser: a page with a code, and behind it one app per browser, each in a process of its own. Only this package knows the web."""
