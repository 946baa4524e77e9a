"""Words and pairs of words, and what each counts for danger (``bot/triage/plain.py``).

Written by ``python -m training.triage_plain``, not by hand.
"""

TABLE = """
11 tonight
7 an_hour outside
6 car last_night right_now swallowed
5 bleeding booked can_hear cant her hes o this_morning today transport yesterday
4 6 and any_more behind belt breathing face floor four gone gun him house little man me men
4 shes tablets theyll toddler unconscious wont
3 about_to arm baby bag bed been_stabbed blood dont garage girls has he he_is hear hell here i
3 ive my_mum off picking saturday says she ten theyre theyve tomorrow water window
2 11 3 5 address answering babys because being boys crying days flat fresh girl going hand
2 has_just hasnt his i_am i_do i_ring into ive_got just knows lad lads my my_dad n of_them old
2 on_the paid paracetamol petrol phone pupils ring round said saying seven shes_being sister
2 six stop texted that_her the the_baby them theres they they_have think this this_evening two
2 under_the w walking wednesday year_old
1 12 13 14 30 4 7 a again ago and_that at at_the be bottle break brothers bus by_the can_see
1 child come coming cousin cupboard cut dad dad_says did_it do_it dog door drink drunk during
1 empty evening father friend gate getting goes goodbye got himself home i_can im in in_the
1 it_was kept kid kids la leave locked_in male mi mouth mums next night not open out phone_off
1 pm pupil quiet released rope shut sleep so someones summary that_the the_form then through
1 time todays uncle under until up van very ward when_he with wound youngest
-1 19 2022 agreed and_i and_the answer are_there asks be_a best between bit but can_i carers
-1 day do_we doing evidence fell find good got_a harm has_a having he_was her_own hes_on him_in
-1 his_dad his_mum id id_like if is is_a last_month local look looked lovely made may might
-1 missing never nice nurse off_the officer ok on_a order panel parents part play protection
-1 proud question s says_hes says_that school share slide staff support tell_the that_i thats
-1 to_see tool victim want when wheres whose without worker worry write wrote you
-2 agree all an as asked at_her came change childrens college did dsl ever football gp had
-2 happy health hed her_mum hospital interview law list need new nothing nrm of_my older or
-2 outcome own read record safety same schools seeing social start strategy supervision teacher
-2 team that the_letter to_his where which with_her
-3 about about_a abuse anything assessment by_a case do does done exploited for guidance hit
-3 i_want if_a late meeting months moved mum_and neglect safeguarding should used used_to wants
-3 were would
-4 47 can conference course court died is_that need_to prison was who why
-5 ? are_the care file is_there plan police that_a what whats years
-6 any exploitation how ofsted
"""
