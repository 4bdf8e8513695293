// Does nothing, for ever.

console.log('works')
setInterval(() => {}, 1_000_000)
