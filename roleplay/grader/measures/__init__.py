"""Every offline measure by name: what a rubric file may put under `measure`.

A measure is a pure function of the conversation and the criterion's thresholds. To add one, write
it beside its kin and add a row here.
"""

from roleplay.grader.measures import (
    choice,
    clarity,
    conflict,
    counted,
    diagnosis,
    empathy,
    listening,
    product,
    resolution,
)
from roleplay.grader.observed import Measure

MEASURES: dict[str, Measure] = {
    "paraphrase": listening.paraphrase,
    "questions": listening.questions,
    "cues": listening.cues,
    "contingency": listening.contingency,
    "memory": listening.memory,
    "feeling-named": empathy.feeling_named,
    "validation": empathy.validation,
    "timing": empathy.timing,
    "apology": empathy.apology,
    "perspective": empathy.perspective,
    "diagnosis": diagnosis.diagnosis,
    "correct": resolution.correct,
    "next-step": resolution.next_step,
    "ownership": resolution.ownership,
    "choice": choice.choice,
    "close-loop": resolution.close_loop,
    "plain-language": clarity.plain_language,
    "dose": clarity.dose,
    "can-do": clarity.can_do,
    "expectations": clarity.expectations,
    "first-reply": conflict.first_reply,
    "interests": conflict.interests,
    "fair-no": conflict.fair_no,
    "boundary": conflict.boundary,
    "neutrality": conflict.neutrality,
    "accuracy": product.accuracy,
    "needs-first": product.needs_first,
    "honest-limits": product.honest_limits,
    "teach-back": product.teach_back,
    "moves": counted.moves,
}
