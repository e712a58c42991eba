//! Takes a [`Draft`] and its [`Verdict`]. Gives bytes: the report in one of its formats.
//! Never works anything out: what is not in the verdict is not in the report.
