/** Every word the chat asks for. The compiler holds the code to this list, the build holds data/copy to it. */

export const WORD_KEYS = [
  'title', 'intro_title', 'intro_what', 'intro_bot', 'intro_private', 'intro_private_more', 'privacy_more',
  'intro_leave', 'start', 'starting', 'start_again',
  'choose_language', 'draft_notice',
  'who_bot', 'who_person', 'who_waiting', 'who_closed', 'leave', 'leave_hint',
  'message_label', 'message_hint', 'send', 'characters_left', 'quick_answers', 'talk_to_person', 'person_asked',
  'state_sending', 'state_sent', 'state_trying_again',
  'chat_log', 'sender_you', 'sender_bot', 'sender_person', 'sender_note', 'typing_bot', 'typing_person',
  'new_message',
  'queue_next', 'queue_place', 'queue_waiting', 'breathe_line', 'breathe_start', 'breathe_pause',
  'helpline_call', 'helpline_text', 'helpline_website',
  'image_refused', 'error_offline', 'error_session', 'error_too_long', 'error_busy', 'error_server',
  'error_not_sent', 'error_closed', 'call_instead', 'closed',
] as const

export type WordKey = (typeof WORD_KEYS)[number]
