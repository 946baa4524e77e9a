"""Words and pairs of words, and what each counts for danger (``bot/triage/plain.py``).

Written by ``python -m training.triage_plain``, not by hand.
"""

TABLE = """
12 tonight
7 an_hour last_night outside
6 car o right_now swallowed today
5 any_more belt bleeding booked can_hear cant floor her hes shes this_morning wont yesterday
4 6 about_to bed behind breathing four gone he him house little man me men saturday says
4 toddler transport unconscious water
3 address and arm baby bag blood bottle dont face garage girl girls going gun has he_is hell
3 here ive my_mum of_them picking she tablets ten the_baby theres theyll theyre theyve
3 tomorrow year_old
2 11 3 5 and_that answering babys been_stabbed being boys brothers by_the comes cousin crying
2 dad days do_it flat fresh goodbye hand has_just hasnt hear himself his i i_am i_do i_ring
2 into ive_got just kept knows lad lads my my_dad n off on_the paracetamol petrol phone ring
2 round said seven shes_being shut sister six stop texted that_her the them they think this
2 two under w walking window word
1 12 14 15 30 4 7 ?_shes a across again ago at at_the be because break bring bus cars child
1 come coming cut did_it dog door driven drunk during evening father friend gate getting goes
1 got home how_many i_can if_i im im_in in in_the in_with it_was its kid kids la leave left
1 male mi mouth mums next night not old ones open out paid pm pupils quiet released room rope
1 say saying shoes sleep someones that_the then they_have this_afternoon this_evening
1 this_time through till todays uncle under_the up van very wait ward weekend went when_he
1 with with_him wound youngest
-1 all and_i and_the are_there asked asks be_a between bit by by_a camhs can_i carers closed
-1 day difference doing ever fell find football for_an got_a had_a harm has_a having he_got
-1 he_was health help her_mum her_own hes_on him_and his_mum hospital id id_like if is is_a
-1 last_month like_to local look lovely made might missing nurse of_my officer ok on_a outcome
-1 parents practice protection proud says_hes says_that school share short slide spring staff
-1 start statement support talk tell_the that_i the_front they_were thing to_see tool training
-1 us victim want when wheres whose without words worker works worry write written wrote year
-1 you
-2 2022 agree agreed an as at_her came change college did dsl for good gp had hed his_dad
-2 interview late law list looked may need never new nice nothing nrm older or order own panel
-2 question read record s safety same schools seeing social strategy supervision teacher team
-2 that thats the_letter to_his where with_her
-3 about about_a abuse anything are_the assessment childrens do done exploited guidance happy
-3 hit i_want if_a meeting moved mum_and need_to neglect safeguarding should used used_to wants
-3 were which would
-4 47 best can case died does file is_that months was who why
-5 ? care conference course court how is_there plan police prison that_a what whats
-6 any exploitation ofsted years
"""
