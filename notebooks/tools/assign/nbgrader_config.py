"""How nbgrader treats notebooks of Probebook: a fragment of a course's nbgrader_config.py."""

from nbgrader.preprocessors import ClearSolutions

c = get_config()  # noqa: F821 -- traitlets gives it to files of settings

# nbgrader 0.9 knows no TypeScript, and takes no assignment in a language without a stub.
c.ClearSolutions.code_stub = {
    **ClearSolutions().code_stub,
    "typescript": "// Write your answer here",
}
c.ClearSolutions.text_stub = "Write your answer here"

# Measurements take seconds, a learner's program up to a minute and a half. A cell that takes longer is
# stopped; its variables stay, and the cells after it get their marks.
c.ExecutePreprocessor.timeout = 180
c.ExecutePreprocessor.interrupt_on_timeout = True

# What a notebook keeps beside itself: results that a student could have written by hand are measured anew,
# and what a grader's machine is like is not handed back with the feedback.
c.CourseDirectory.ignore.append(".probebook")
