/** Takes a prompt's notification off the screen once it was answered. Its tag is the prompt's id. */
export async function closeNotification(prompt: string): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration('/app/')
  const shown = await registration?.getNotifications?.({ tag: prompt })
  for (const notification of shown ?? []) notification.close()
}
