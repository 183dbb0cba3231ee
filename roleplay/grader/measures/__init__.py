"""Every offline measure by name: what a rubric file may put under `measure`.

A measure is a pure function of the conversation and the criterion's thresholds. To add one, write
it beside its kin and add a row here.
"""

from roleplay.grader.measures import choice, diagnosis, empathy, listening, resolution
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
}
