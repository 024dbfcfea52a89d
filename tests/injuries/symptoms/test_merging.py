"""Merging answers never lowers one."""

from hypothesis import given
from hypothesis import strategies as st

from injuries.symptoms.merging import merge_answers, merge_follow_ups, raised
from injuries.symptoms.signs import ANSWERS, FOLLOW_UPS, RANK, SIGN_KEYS

ANSWER_SETS = st.dictionaries(st.sampled_from(SIGN_KEYS), st.sampled_from((*ANSWERS, None)))
FOLLOW_UP_SETS = st.fixed_dictionaries({}, optional={key: st.sampled_from((True, False, None)) for key in FOLLOW_UPS})
WEIGHT = {None: 0, False: 1, True: 2}


@given(ANSWER_SETS, ANSWER_SETS)
def test_no_answer_is_ever_lowered_or_dropped(known, given_now):
    merged = merge_answers(known, given_now)
    for key in SIGN_KEYS:
        assert RANK[merged.get(key)] == max(RANK[known.get(key)], RANK[given_now.get(key)])


@given(ANSWER_SETS, ANSWER_SETS, ANSWER_SETS)
def test_the_order_in_which_answers_come_makes_no_difference(first, second, third):
    assert merge_answers(merge_answers(first, second), third) == merge_answers(third, merge_answers(second, first))


@given(ANSWER_SETS)
def test_the_same_answers_twice_change_nothing(answers):
    once = merge_answers({}, answers)
    assert merge_answers(once, answers) == once
    assert None not in once.values()


@given(FOLLOW_UP_SETS, FOLLOW_UP_SETS)
def test_no_follow_up_is_ever_lowered_or_dropped(known, given_now):
    merged = merge_follow_ups(known, given_now)
    assert set(merged) == set(FOLLOW_UPS)
    for key in FOLLOW_UPS:
        assert WEIGHT[merged[key]] == max(WEIGHT[known.get(key)], WEIGHT[given_now.get(key)])


def test_what_was_raised_names_the_old_and_the_new_answer():
    assert raised({"fever": "no", "lump": "yes"}, {"fever": "yes", "lump": "yes", "strain_pain": "no"}) == {
        "fever": ["no", "yes"],
        "strain_pain": [None, "no"],
    }
