/** The one thing the libraries need that browsers before 2019 do not have. Imported before anything else. */

if (typeof queueMicrotask !== 'function') {
  window.queueMicrotask = (call) => void Promise.resolve().then(call)
}

export {}
