/** Every word the chat asks for. The compiler holds the code to this list, the build holds data/copy to it. */

export const WORD_KEYS = [
  'title', 'intro_title', 'intro_what', 'intro_bot', 'run_by', 'privacy_title', 'intro_private_name', 'intro_private', 'intro_private_tab',
  'intro_leave', 'start', 'starting', 'start_again', 'have_code', 'privacy_safety',
  'choose_language', 'draft_notice',
  'who_bot', 'who_person', 'who_waiting', 'who_closed', 'leave', 'leave_hint',
  'message_label', 'message_hint', 'send', 'characters_left', 'quick_answers', 'talk_to_person', 'person_asked',
  'state_sending', 'state_sent', 'state_trying_again', 'state_not_sent',
  'chat_log', 'sender_you', 'sender_bot', 'sender_person', 'sender_note', 'typing_bot', 'typing_person',
  'new_message',
  'queue_next', 'queue_place', 'queue_waiting', 'wait_range', 'wait_about', 'wait_soon', 'wait_unknown', 'wait_no_staff',
  'breathe_line', 'breathe_start', 'breathe_pause',
  'helpline_call', 'helpline_text', 'helpline_website',
  'image_refused', 'image_tools', 'error_offline', 'error_session', 'error_too_long', 'error_busy', 'error_server',
  'error_not_sent', 'error_not_possible', 'error_code', 'error_code_wait', 'error_link', 'error_fact', 'error_other', 'error_closed', 'call_instead', 'closed',
  'menu', 'back', 'close', 'on', 'off', 'working',
  'menu_code', 'menu_code_hint', 'menu_passed_on', 'menu_passed_on_hint', 'menu_simple', 'menu_simple_hint',
  'menu_act_normal', 'menu_act_normal_hint', 'menu_delete', 'menu_delete_hint', 'menu_wipe', 'menu_wipe_hint', 'menu_safety_hint',
  'code_what', 'code_care', 'code_words', 'code_digits', 'code_digits_hint', 'code_yours', 'code_once', 'code_copy', 'code_copied',
  'code_copy_failed', 'code_has', 'code_replace', 'code_withdraw', 'code_withdrawn',
  'enter_code', 'enter_code_label', 'enter_code_hint', 'enter_code_go',
  'passed_on_what', 'passed_on_empty', 'how_said', 'how_tapped', 'how_inferred', 'not_right', 'corrected',
  'act_normal_what', 'act_normal_back', 'act_normal_other', 'act_normal_leave', 'act_normal_go',
  'cover_title', 'cover_items', 'cover_new', 'cover_add',
  'delete_what', 'delete_never', 'history_stays', 'delete_go', 'delete_keep', 'deleted',
  'wipe_what', 'wipe_keeps', 'wipe_go', 'wipe_keep', 'wiped',
  'feedback_ask', 'feedback_helped', 'feedback_a_bit', 'feedback_not', 'feedback_private', 'feedback_thanks',
] as const

export type WordKey = (typeof WORD_KEYS)[number]
