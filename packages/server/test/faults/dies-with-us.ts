// Loaded before a program that a test starts: when whoever started it is gone, what it reads from ends, and so does it. A test that is
// killed from outside cannot tidy up.

process.stdin.once('close', () => process.kill(process.pid, 'SIGKILL'))
process.stdin.resume()
process.stdin.unref()
