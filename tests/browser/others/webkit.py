#!/usr/bin/python3
"""A window with WebKit in it that keeps on disk what pages store, and every second its history with what WebKit knows
of each page, as browsers on WebKitGTK do; started again it is where it was. The browser that comes with the driver
keeps nothing while it is driven, so its disk would show nothing.

KINDSTEM_WEBKIT_PROFILE is where it keeps it; KINDSTEM_WEBKIT_LOG gets a line for each request of a page. SIGTERM closes
the window."""

import os
import signal

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import GLib, Gtk, WebKit2  # noqa: E402

# A group of its own with all processes of WebKit, so that all can be killed at once.
os.setpgid(0, 0)
profile = os.environ["KINDSTEM_WEBKIT_PROFILE"]
log = open(os.environ["KINDSTEM_WEBKIT_LOG"], "a", buffering=1)
session = os.path.join(profile, "session")
log.write(f"PID {os.getpid()}\n")

kept = WebKit2.WebsiteDataManager(
    base_data_directory=os.path.join(profile, "data"), base_cache_directory=os.path.join(profile, "cache")
)
context = WebKit2.WebContext.new_with_website_data_manager(kept)
context.set_automation_allowed(True)
view = WebKit2.WebView(web_context=context, is_controlled_by_automation=True)
window = Gtk.Window(default_width=390, default_height=844)


def started(_context, driven):
    info = WebKit2.ApplicationInfo()
    info.set_name("WebKitGTK")
    info.set_version(WebKit2.get_major_version(), WebKit2.get_minor_version(), WebKit2.get_micro_version())
    driven.set_application_info(info)
    driven.connect("create-web-view", lambda _: view)


def keep():
    GLib.file_set_contents(session, view.get_session_state().serialize().get_data())
    return True


def close():
    keep()
    window.destroy()
    Gtk.main_quit()


context.connect("automation-started", started)
view.connect("resource-load-started", lambda _v, _r, ask: log.write(f"{ask.get_http_method()} {ask.get_uri()}\n"))
GLib.unix_signal_add(GLib.PRIORITY_DEFAULT, signal.SIGTERM, close)
window.add(view)
window.show_all()
GLib.timeout_add_seconds(1, keep)
if os.path.exists(session):
    with open(session, "rb") as file:
        view.restore_session_state(WebKit2.WebViewSessionState.new(GLib.Bytes.new(file.read())))
    here = view.get_back_forward_list().get_current_item()
    if here:
        view.go_to_back_forward_list_item(here)
Gtk.main()
