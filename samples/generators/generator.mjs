#!/usr/bin/env node
// A generator in Node: one JSON a line in, one a line out, for as long as the input lasts.
//
//     "generator": {"command": ["/usr/bin/node", "/etc/outreach/generator.mjs"]}
//
// It keeps the draft's greeting and ending and puts a question of its own between them. Answers may come in any order, since
// each bears its question's id: replace `body` by an asynchronous call to whatever writes for you.
import { createInterface } from 'node:readline'

const questions = {
  tr: [
    'Ben {name}, {company} adına {offer} konusunda yazıyorum. Bu konuyla ekibinizde kim ilgileniyor?',
    'Kısa bir hatırlatma: Sorum hâlâ geçerli. Tek kelimelik bir yanıt bile yeterli olur.',
    'Bunu son kez yazıyorum. İhtiyaç duyarsanız bu mesajı yanıtlamanız yeterli.',
  ],
  en: [
    "I'm {name}, writing for {company} about {offer}. Who looks after this in your team?",
    'A short reminder: my question still stands, and one word would be enough for me.',
    'This is the last time that I write. If you need us, just reply to this message.',
  ],
}

async function body(asked, step) {
  const text = questions[asked.request.language][step]
  return text.replace(/\{(\w+)\}/g, (_, name) => asked.sender[name] ?? '')
}

async function answer(asked) {
  const known = questions[asked.request.language]
  // Where the tone says sen, these questions would be wrong.
  if (!known || asked.request.tone.endsWith('_sen')) return { error: 'no words for this language and tone' }
  if (asked.request.writes === 'why_now') return { why_now: asked.ai_context.why_now }
  const sequence = await Promise.all(
    asked.draft.map(async (draft, step) => {
      if (step >= known.length) return draft
      const paragraphs = draft.message.split('\n\n')
      return { ...draft, message: [paragraphs[0], await body(asked, step), paragraphs.at(-1)].join('\n\n') }
    }),
  )
  return { sequence }
}

for await (const line of createInterface({ input: process.stdin })) {
  const asked = JSON.parse(line)
  answer(asked)
    .catch((error) => ({ error: String(error) }))
    .then((said) => console.log(JSON.stringify({ id: asked.id, ...said })))
}
