export const accounts = {
  'accounts.title': 'Change account',
  'accounts.how': 'Prompts of all of them are shown, whichever is chosen.',
  'accounts.chosen': 'Shown now',
  'accounts.more': 'More',
  'accounts.add': 'Add an account',
  'accounts.code': 'Verification code',
  'accounts.rename': 'Rename',
  'accounts.rename-label': 'Name on this phone',
  'accounts.rename-hint': "Only this phone shows it. Empty: the account's own name.",
  'accounts.save': 'Save',
  'accounts.log-out': 'Log out on this phone',
  'accounts.log-out-title': 'Log out {name} on this phone?',
  'accounts.log-out-why':
    'The keys are deleted here and on the server. This phone then confirms no logins of this account. Have another way to log in first: recovery codes, or another phone.',
  'accounts.logged-out': '{name} is off this phone',
  'accounts.logged-out-why': 'The keys are deleted here and on the server.',
  'accounts.logged-out-offline-why':
    'The keys are deleted here, but the server was not reached: it still lists this phone. Remove it on a computer under “Security”, “Trusted devices”.',
} as const
