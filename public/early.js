/*
 * Before the app's modules: classic syntax, no feature younger than 2012 that is not asked for first.
 */
;(function () {
  'use strict'

  // In a browser that was just started the storage takes as long to wake up as the modules take to be read.
  if (window.indexedDB && window.indexedDB.databases) {
    window.indexedDB.databases().then(null, function () {})
  }

  // A browser that can't run the modules: uncovers a text that stands in index.html, and only while the app has not
  // shown anything itself.
  // A script that failed for another reason (a lost connection) is no sign of an old browser; slow ones get time.
  var patienceMs = 3000

  function show() {
    var app = document.getElementById('app')
    var text = document.getElementById('old-browser')
    if (text && !(app && app.firstChild)) text.hidden = false
  }

  if (!('noModule' in document.createElement('script'))) show()
  window.addEventListener('error', function (event) {
    // Only errors of scripts carry a message; a file that did not load has none.
    if (event.message) setTimeout(show, patienceMs)
  })
})()
