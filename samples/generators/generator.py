#!/usr/bin/env python3
"""A generator in Python: one JSON a line in, one a line out, for as long as the input lasts.

    "generator": {"command": ["/usr/bin/python3", "/etc/outreach/generator.py"]}

It keeps the draft's greeting and ending and puts a question of its own between them. Replace `body` by whatever writes for
you: a model, a rule, another program. Whatever comes back is checked before anybody gets it.
"""
import json
import sys

QUESTIONS = {
    "tr": [
        "Ben {sender}, {company} adına {offer} konusunda yazıyorum. Bu konuyla ekibinizde kim ilgileniyor?",
        "Kısa bir hatırlatma: Sorum hâlâ geçerli. Tek kelimelik bir yanıt bile yeterli olur.",
        "Bunu son kez yazıyorum. İhtiyaç duyarsanız bu mesajı yanıtlamanız yeterli.",
    ],
    "en": [
        "I'm {sender}, writing for {company} about {offer}. Who looks after this in your team?",
        "A short reminder: my question still stands, and one word would be enough for me.",
        "This is the last time that I write. If you need us, just reply to this message.",
    ],
}


def message(draft, text):
    """The draft's first and last paragraph, and the text between them."""
    paragraphs = draft["message"].split("\n\n")
    return "\n\n".join([paragraphs[0], text, paragraphs[-1]])


def answer(asked):
    questions = QUESTIONS.get(asked["request"]["language"])
    # Where the tone says sen, these questions would be wrong.
    if questions is None or asked["request"]["tone"].endswith("_sen"):
        return {"id": asked["id"], "error": "no words for this language and tone"}
    if asked["request"].get("writes") == "why_now":
        return {"id": asked["id"], "why_now": asked["ai_context"]["why_now"]}
    sender = asked["sender"]
    words = {"sender": sender["name"], "company": sender["company"], "offer": sender["offer"] or ""}
    steps = []
    for number, draft in enumerate(asked["draft"]):
        if number < len(questions):
            draft = dict(draft, message=message(draft, questions[number].format(**words)))
        steps.append(draft)
    return {"id": asked["id"], "sequence": steps}


for line in sys.stdin:
    print(json.dumps(answer(json.loads(line)), ensure_ascii=False), flush=True)
