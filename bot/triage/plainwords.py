"""Words and pairs of words, and what each counts for danger (``bot/triage/plain.py``).

Written by ``python -m training.triage_plain``, not by hand.
"""

TABLE = """
10 tonight
8 outside
7 about_to swallowed
6 an_hour baby bleeding hes right_now
5 6 cant car going_to gone hand her man me shes unconscious
4 14 and belt girls hell him house lads my stop them theres theyre tomorrow wont
3 3 5 9 being can_hear dad garage girl has he hear here himself i just little men my_mum night
3 on_the ring says sister theyve today toddler van
2 12 and_hes arm babys been_stabbed child come cut did_it do_it dont door drunk flat goodbye
2 got gun hanging his im ive kid kids lad last_night marks mums not off open petrol said
2 saying she tablets the the_baby then they think took up walking with_a
1 13 15 2 a and_shes at at_the bed been blood boys broken brothers bus face floor four getting
1 goes going has_just i_can i_do i_ring in in_the into isnt its knows now old on_her out
1 phone_off pm shes_being someones taken this window year_old
-1 anything are_the as can_i do_we exploited family happy her_mum hes_gone if if_a is letter
-1 never nrm own parents report shes_got the_letter to when where worker
-2 19 case course day did does_the done football good id is_it like moved need ok or police
-2 record safeguarding school staff term to_his wants well were
-3 conference do for gp is_there like_to that would you
-4 ? about any can care college exploitation new older was which who
-5 does guidance how late list may meeting need_to used what whats why
-6 file should
-7 plan
-8 is_that
"""
