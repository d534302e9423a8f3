"""The plain way to make copies: read each plan, put it through one jinja2 template, write it. No checks, no readers."""

import pathlib
import sys
import tomllib

import jinja2

PAGE = """<!DOCTYPE html>
<html lang="en-GB">
<head><meta charset="utf-8"><title>{{ plan.person.name }}</title><style>{{ css }}</style></head>
<body>
<h1>Care plan of {{ plan.person.name }}</h1>
{% macro shown(value) %}
{% if value is mapping %}
<dl>
{% for key, below in value.items() %}
<div><dt>{{ key | replace("_", " ") | capitalize }}</dt><dd>{{ shown(below) }}</dd></div>
{% endfor %}
</dl>
{% elif value is iterable and value is not string %}
<ul>
{% for item in value %}
<li>{{ shown(item) }}</li>
{% endfor %}
</ul>
{% elif value in people %}
{{ people[value].name }}{% for kind, number in people[value].get("phones", {}).items() %}, {{ kind }} {{ number }}{% endfor %}

{% else %}
{{ value }}
{% endif %}
{% endmacro %}
{% for key, value in plan.items() %}
<section><h2>{{ key | replace("_", " ") | capitalize }}</h2>
{{ shown(value) }}
</section>
{% endfor %}
</body>
</html>
"""


def main(folder, out):
    css = (pathlib.Path(__file__).parents[2] / "templates/parts/copy.css").read_text()
    template = jinja2.Environment(autoescape=True).from_string(PAGE)
    listed = tomllib.loads((folder / "people.toml").read_text())
    for path in sorted(folder.glob("*/*.toml")):
        plan = tomllib.loads(path.read_text())
        people = {**listed, **{handle: one for handle, one in plan.get("people", {}).items() if "name" in one}}
        people = {handle: one for handle, one in people.items() if "name" in one}
        copy = template.render(plan=plan, people=people, css=jinja2.utils.markupsafe.Markup(css))
        (out / f"{path.stem}.html").write_text(copy)


main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
