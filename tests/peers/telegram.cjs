// Another hand's Bot API server, on the port that stands behind the name of this file.

const TelegramServer = require('telegram-test-api')

const port = Number(process.argv[2])
new TelegramServer({ port, host: '127.0.0.1' }).start().then(() => console.log('ready'))
