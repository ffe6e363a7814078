"""The page at /docs, in a browser without a way to any other server."""

import httpx2
from playwright.async_api import Page, expect

from tests.api_steps import a_project


async def ids_listed(page: Page) -> set[str]:
    """Return the operations that are seen on the way down; a long list is drawn as one scrolls."""
    blocks, seen, is_end = page.locator(".opblock"), set[str](), False
    await expect(blocks.first).to_be_visible()
    while not is_end:
        seen.update(await blocks.evaluate_all("found => found.map(block => block.id)"))
        is_end = await page.evaluate(
            """async () => {
                const before = window.scrollY;
                window.scrollBy(0, window.innerHeight / 2);
                await new Promise(drawn => requestAnimationFrame(() => setTimeout(drawn, 50)));
                return window.scrollY === before;
            }"""
        )
    await page.evaluate("window.scrollTo(0, 0)")
    return seen


async def test_the_page_lists_the_operations_and_tries_one(browser_page: Page, served: str) -> None:
    async with httpx2.AsyncClient(base_url=served) as client:
        project = await a_project(client, name="Rain <b>song</b>")
        document = (await client.get("/openapi.json")).json()
    await browser_page.goto("/docs")
    operations = sum(len(methods) for methods in document["paths"].values())
    assert len(await ids_listed(browser_page)) == operations

    operation = browser_page.locator("#operations-projects-list_projects")
    await operation.locator(".opblock-summary-control").click()
    await operation.get_by_role("button", name="Execute").click()
    answer = operation.locator(".live-responses-table .response")
    await expect(answer.locator(".response-col_status")).to_contain_text("200")
    await expect(answer).to_contain_text(project["id"])
    await expect(answer).to_contain_text("Rain <b>song</b>")


async def test_the_page_is_kept_by_the_browser_and_runs_no_foreign_code(
    client: httpx2.AsyncClient,
) -> None:
    page = await client.get("/docs")
    assert page.headers["content-type"].startswith("text/html")
    assert (await client.get("/docs/")).content == page.content
    for path in ("/docs", "/docs/start.js", "/docs/vendor/swagger-ui-bundle.js"):
        answer = await client.get(path)
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'; script-src 'self';" in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        again = await client.get(path, headers={"if-none-match": answer.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
    assert (await client.get("/docs/vendor/nothing.js")).status_code == 404
