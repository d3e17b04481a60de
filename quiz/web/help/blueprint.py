"""Where help lives: pages of words, a public one for each reader of the product."""

from flask import Blueprint

help_pages = Blueprint("help", __name__)
