/** Simple strokes, drawn once. Each stands beside a word, so none is read aloud. */

import type { ComponentChildren, JSX } from 'preact'

function stroke(children: ComponentChildren): () => JSX.Element {
  return () => (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      {children}
    </svg>
  )
}

export const SpeechIcon = stroke(<path d="M5 5h14a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-8l-4.5 3.5V17H5a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2z" />)
export const PersonIcon = stroke(<path d="M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5c.8-3.6 3.7-5.5 7.5-5.5s6.7 1.9 7.5 5.5" />)
export const SendIcon = stroke(<path d="M12 19.5V5M5.5 11.5 12 5l6.5 6.5" />)
export const LeaveIcon = stroke(<path d="M14 4.5H6.5a2 2 0 0 0-2 2v11a2 2 0 0 0 2 2H14M10 12h10.5M16.5 8l4 4-4 4" />)
export const PhoneIcon = stroke(
  <path d="M6.5 3.5h3l1.5 4.5-2.2 1.6a12 12 0 0 0 5.6 5.6L16 13l4.5 1.5v3a3 3 0 0 1-3.2 3C9.8 20 4 14.2 3.5 6.7A3 3 0 0 1 6.5 3.5z" />,
)
export const TextIcon = stroke(<path d="M5 4.5h14v12h-7L7.5 20v-3.5H5zM8.5 9h7M8.5 12.5h4" />)
export const PageIcon = stroke(<path d="M13.5 4.5h6v6M19.5 4.5l-9 9M17.5 14v5.5h-13v-13H10" />)
export const LockIcon = stroke(<path d="M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3" />)
export const DownIcon = stroke(<path d="M12 5v14M5.5 12.5 12 19l6.5-6.5" />)
export const PauseIcon = stroke(<path d="M9 6v12M15 6v12" />)
export const PlayIcon = stroke(<path d="M8 5.5v13l10.5-6.5z" />)
export const ImageOffIcon = stroke(<path d="M4 4l16 16M8 4.5h11.5V16M16 19.5H4.5V8M4.5 16l4-4 6 6" />)
export const BellIcon = stroke(<path d="M6 17V10.5a6 6 0 0 1 12 0V17l1.5 1.5h-15zM10 21h4" />)
export const BellOffIcon = stroke(<path d="M4 4l16 16M8 6.2a6 6 0 0 1 10 4.3V15M6 9.5V17l-1.5 1.5h13M10 21h4" />)
export const PanelIcon = stroke(<path d="M4 5h16v14H4zM14.5 5v14" />)
export const CloseIcon = stroke(<path d="M6 6l12 12M18 6 6 18" />)
export const BackIcon = stroke(<path d="M20 12H4M10 6l-6 6 6 6" />)
export const MenuIcon = stroke(<path d="M4.5 7h15M4.5 12h15M4.5 17h15" />)
export const EyeOffIcon = stroke(<path d="M4 4l16 16M9.5 5.9A9.6 9.6 0 0 1 12 5.5c5 0 8 4.2 9 6.5a12 12 0 0 1-2.4 3.4M6.2 7.6A12 12 0 0 0 3 12c1 2.3 4 6.5 9 6.5a9 9 0 0 0 4-1M10 10.2a2.6 2.6 0 0 0 3.7 3.6" />)
export const ClockIcon = stroke(<path d="M12 7v5l3.5 2M4.6 9.5A8 8 0 1 1 4 12M4 5v4.5h4.5" />)
export const ListIcon = stroke(<path d="M9 6.5h11M9 12h11M9 17.5h11M4.5 6.5h.01M4.5 12h.01M4.5 17.5h.01" />)
export const GlobeIcon = stroke(<path d="M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM3.5 12h17M12 3.5c5 5.3 5 11.7 0 17M12 3.5c-5 5.3-5 11.7 0 17" />)
export const TrashIcon = stroke(<path d="M4.5 6.5h15M9 6.5V4h6v2.5M6.5 6.5l1 14h9l1-14M10 10.5v6M14 10.5v6" />)
export const WipeIcon = stroke(<path d="M13.5 4.5l6 6-8 8.5H8l-4-4zM9 9.5l6 6M8 19h12" />)
export const DeviceIcon = stroke(<path d="M7 3.5h10v17H7zM10.5 17.5h3" />)
