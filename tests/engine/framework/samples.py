"""A small framework that is right, for the tests to spoil one line at a time."""

DEMO = """\
framework: demo
version: 1
title: {th: ทดลอง, en: Demo}
keys: {household: house}
variables:
  debt: {type: decimal, unit: {th: บาท, en: baht}, label: {th: หนี้, en: debt}, min: 0}
  water:
    type: select_one
    choices: [{value: piped}, {value: rain}]
  age: {level: person, type: integer, min: 0, max: 120}
goals:
  - id: economy
    title: {th: เศรษฐกิจ, en: Economy}
    indicators:
      - id: no-debt
        title: {th: ไม่มีหนี้, en: No debt}
        achieved: debt = 0
        target: 80
        bands: [20, 40, 60, 80]
      - id: water
        title: {th: น้ำ, en: Water}
        achieved: water = 'piped'
        weight: 1/2
      - id: adults
        title: {th: ผู้ใหญ่, en: Adults}
        level: person
        achieved: age >= 18
        weight: 0
index: {kind: alkire-foster, cutoff: 1/3}
"""
