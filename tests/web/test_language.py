"""The page's language is its path's; what templates write is in it."""

import pytest
from flask import Flask, render_template_string, url_for
from flask.testing import FlaskClient
from flask_babel import force_locale

from quiz.i18n.localized import Localized
from tests.clocks import SettableClock


@pytest.mark.parametrize(("code", "html"), [("fr", "fr"), ("zh", "zh-Hans")])
def test_a_page_speaks_the_language_of_its_path(client: FlaskClient, code: str, html: str) -> None:
    page = client.get(f"/{code}/account/sign-in", headers={"Accept-Language": "de"})

    assert f'<html lang="{html}">' in page.text


@pytest.mark.parametrize("code", ["en", "zh-Hans", "FR", "xx"])
def test_another_language_is_no_page(client: FlaskClient, code: str) -> None:
    assert client.get(f"/{code}/account/sign-in").status_code == 404


@pytest.mark.parametrize(
    ("path", "header", "html"),
    [
        ("/zh/nowhere", "fr", "zh-Hans"),
        ("/no/where", "zh-TW,en;q=0.5", "zh-Hans"),
        ("/no/where", "de", "fr"),
    ],
)
def test_a_failure_speaks_to_its_reader(
    client: FlaskClient, path: str, header: str, html: str
) -> None:
    page = client.get(path, headers={"Accept-Language": header})

    assert (page.status_code, f'<html lang="{html}">' in page.text) == (404, True)


def test_the_switch_keeps_the_page_and_its_query(client: FlaskClient) -> None:
    page = client.get("/fr/account/sign-in?next=/fr/account/").text

    assert 'href="/zh/account/sign-in?next=/fr/account/"' in page
    assert 'lang="zh-Hans" hreflang="zh-Hans">中文</a>' in page


def test_a_page_that_cannot_be_read_again_has_no_switch(admin_client: FlaskClient) -> None:
    refused = admin_client.post("/fr/account/staff/999999/deactivate")
    shown = admin_client.post("/fr/account/staff", data={"role": "host"})

    assert (refused.status_code, 'class="languages"' in refused.text) == (404, False)
    assert (shown.status_code, 'class="languages"' in shown.text) == (201, True)


def test_links_stay_in_the_language(app: Flask) -> None:
    with app.app_context(), app.test_request_context("/zh/account/"):
        app.preprocess_request()
        assert url_for("account.sign_in") == "/zh/account/sign-in"
        assert url_for("account.sign_in", lang="fr") == "/fr/account/sign-in"


@pytest.mark.parametrize(
    ("language", "template", "text"),
    [
        ("fr", "{{ t|local }}", "Qui\u202f?"),
        ("zh", "{{ t|local }}", "谁？"),
        ("zh", "{{ gap|local }}", "Quoi\u202f?"),
        ("zh", "{{ gap|local_html }}", '<span lang="fr">Quoi\u202f?</span>'),
        ("fr", "{{ gap|local_html }}", "Quoi\u202f?"),
        ("zh", "{{ t|local('fr') }}", "Qui\u202f?"),
        ("fr", "{{ 3800000|number }}", "3\u202f800\u202f000"),
        ("zh", "{{ 3800000|number }}", "3,800,000"),
        ("fr", "{{ 150000|duration }}", "2\xa0min"),
        ("zh", "{{ 90000|duration }}", "1分钟30秒"),
    ],
)
def test_templates_write_as_the_language_does(
    app: Flask, language: str, template: str, text: str
) -> None:
    words = {"t": Localized("Qui ?", "谁？"), "gap": Localized("Quoi ?", "")}
    with force_locale(language):
        written = render_template_string(template, **words)

    assert written.startswith(text)


def test_markup_in_a_text_is_shown_and_not_obeyed(app: Flask) -> None:
    with force_locale("zh"):
        written = render_template_string("{{ t|local_html }}", t=Localized("<b>", ""))

    assert written == '<span lang="fr">&lt;b&gt;</span>'


@pytest.mark.parametrize(("language", "text"), [("fr", "Un. L’autre."), ("zh", "Un.L’autre.")])
def test_sentences_stand_in_a_row(app: Flask, language: str, text: str) -> None:
    template = '{{ [_("Un."), nothing, none, _("L’autre.")]|sentences }}'
    with force_locale(language):
        assert render_template_string(template, nothing="") == text


def test_times_count_from_the_products_clock(app: Flask, clock: SettableClock) -> None:
    before = clock.now() - 300_000
    with force_locale("zh"):
        assert render_template_string("{{ at|ago }}", at=before) == "5分钟前"
