"""Words and pairs of words, and what each counts for danger (``bot/triage/plain.py``).

Written by ``python -m training.triage_plain``, not by hand.
"""

TABLE = """
11 tonight
7 outside right_now
6 today
5 6 an_hour bleeding can_hear car floor hes last_night o swallowed water wont
4 any_more arm bag bed behind breathing cant face four gone her here him house little man me
4 men of_them says shes ten the_baby this_morning tomorrow unconscious yesterday
3 about_to and answering baby babys belt booked crying dont drink garage girls going gun
3 has_just hasnt he he_is i_am ive just my_mum paracetamol pm saturday she six texted theyll
3 theyre theyve this_evening todays toddler transport
2 10 3 5 and_now at_five been_stabbed blood bottle boys bring brothers contact cousin days
2 driven dropped feel finish for_everything girl goodbye hand has hear hell himself his
2 hour_ago i i_ring into ive_got knows lad lads my my_dad n off old on_the petrol phone
2 picking ring rope round said seven shes_being sister sleep tablets the them theres they
2 think this till two under under_the van w wait walking window
1 11 12 13 14 15 20 30 4 7 9 ?_shes a across address again ago and_asked and_that at at_the be
1 because before_the being boot bus by_the can_see child come comes coming cupboard cut dad
1 daddy do_it door drunk evening father five flat fresh friend gate gates getting going_to got
1 her_in home i_can i_do if_i im im_in in in_the in_this inside insulin it_was it_when kid
1 kids la last leave left many matter mi mouth mums next night not number of_her ones only
1 open out pupils radiator released room say saying shoes shut signed since_friday someones
1 stop summary that_her then they_have through time uncle up very wednesday weekend with_him
1 with_the year_old youngest
-1 a_new agreed all an and_i as asked assessment authority be_a between bit by by_a can_i
-1 county did difference does_the dsl each everyone evidence for_an good got_a group had_a
-1 has_a having he_got health her_mum her_own hes_in how_should if im_a in_YEAR incident is
-1 is_a it_to job law like list look manager mark met might missing must never new nrm officer
-1 officers ok on_a or or_just outcome part play point practice proud read reported s school
-1 section sees share short slide social staff start summer supervision support talk tell_the
-1 that thats the_front they_were thing to_see training turned turned_out want we when wheres
-1 whose worry write written
-2 19 about agree asks at_her came carers case change day died doing ever exploited football
-2 for had he_was hed hes_on him_and hit i_want id june like_to looked made meeting need_to
-2 neglect nice nothing nurse older order own parents protection record safety same says_hes
-2 seeing statement strategy teacher the_letter used_to were where whod with_her without words
-2 worker worried would wrote you
-3 about_a are_the best childrens college do does done guidance happy harm his_dad if_a
-3 interview is_that late may moved mum_and need plan question safeguarding schools should team
-3 what_should which
-4 47 abuse anything can care course court file months police prison that_a used wants was who
-5 ? YEAR any conference exploitation how is_there ofsted what whats why years
"""
