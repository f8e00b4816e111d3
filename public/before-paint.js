// Runs before anything is drawn, and again when the name is changed in the settings.
// Who is on her way out (screens/cases/safety/leave.ts) goes on to the page that shows nothing; and the
// app bears the name and icon that were chosen on this device (app/app-name.ts).
(() => {
  const isLeaving = () => sessionStorage.getItem('leaving') !== null;
  const goOn = () => location.replace('/samay.html');
  // A page that the browser kept whole runs nothing of this again.
  window.addEventListener('pageshow', ({ persisted }) => {
    if (persisted && isLeaving()) goOn();
  });
  if (isLeaving()) {
    window.stop();
    goOn();
    return;
  }
  const names = {
    dehri: { title: 'देहरी', manifest: '/manifest.webmanifest', icon: '/icons/icon.svg' },
    diary: { title: 'डायरी', manifest: '/diary.webmanifest', icon: '/icons/diary.svg' },
  };
  const chosen = localStorage.getItem('app-name') === 'diary' ? names.diary : names.dehri;
  const bear = () => {
    if (document.title !== chosen.title) document.title = chosen.title;
    for (const rel of ['manifest', 'icon']) {
      const link = document.head.querySelector(`link[rel="${rel}"]`);
      if (link !== null && link.getAttribute('href') !== chosen[rel]) link.setAttribute('href', chosen[rel]);
    }
  };
  if (document.readyState !== 'loading') return bear();
  if (chosen === names.dehri) return;
  // The page's own title and links are still to come: of several titles the first is shown.
  document.head.append(document.createElement('title'));
  bear();
  const watch = new MutationObserver(bear);
  watch.observe(document.head, { childList: true });
  document.addEventListener('DOMContentLoaded', () => watch.disconnect());
})();
