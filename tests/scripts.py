"""The pages' own scripts in a browser, without a server: what they export can be asked."""

from playwright.sync_api import Browser, Page, Route

from quiz.web.assets import FOLDER

SITE = "http://celadon.test/"
EXPORT = "name => import(`/js/${name}.js`).then((module) => { Object.assign(window, module); })"


def page_with_script(chromium: Browser, name: str) -> Page:
    """An empty page in which all that the script `name` exports is known by its name."""
    page = chromium.new_page()
    page.route("**/*", serve)
    page.goto(SITE)
    page.evaluate(EXPORT, name)
    return page


def serve(route: Route) -> None:
    """The scripts as they are, and an empty page for whatever else."""
    path = route.request.url.removeprefix(SITE)
    if path.startswith("js/"):
        return route.fulfill(path=FOLDER / path)
    return route.fulfill(body="", content_type="text/html")
