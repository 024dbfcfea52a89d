"""What the log means for a back: pain, rules, flags, advice, and the pages that show them.

Rooms, lowest first; a module imports from its own room, from lower ones, or from `runlog`:

    handbook    the files of docs/ as pages, and which of their parts explains each page
    coaching    roster, the pages of an athlete for their coach, notes and labels; the same pages for the athlete
    overview    home ("today"), the run pages (run + pain + leg on one page), check-in, diary, trash, demo data
    reports     the appointment report: what the log knows for a clinician, as a page and as PDF
    logfile     the whole log as one document: export, import; the command `assess`
    desk        the curator's desk: advice texts, thresholds with their simulation, the sign-off of the warning signs
    guidance    flags, advice, thresholds: rows -> Log, assess, keep the flags true
    symptoms    pain scores, leg reports, warning-sign checks, home care, appointments
    rules       one file per rule (pure)
    engine      Log, History, Episode, Rule, Threshold, Finding, Missing, assess() (pure)

Pure means: no Django, no clock, no files, no database.
"""
