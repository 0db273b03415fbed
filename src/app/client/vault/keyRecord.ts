/** What a device keeps of one person's sign-in: keys and the facts that are needed without signal. */
import type { SignInResponse } from '../../../sync/down'
import type { PublicKey } from '../../../sync/up'
import type { SignKey } from './deviceKeys'

export interface NamedPublicKey {
  keyId: string
  publicKey: PublicKey
}

export interface KeyRecord {
  tenantId: string
  personId: string
  /** Name typed at sign-in, lower case: the same person on the same device keeps the same keys. */
  login: string
  deviceId: string
  dataKey: CryptoKey
  signKey: SignKey
  /** Everything that is saved is also sealed to this key. */
  tenantKey: NamedPublicKey
  /** Outcomes are signed with this key. */
  serverKey: NamedPublicKey
  tenantName: string
  personName: string
  roles: SignInResponse['roles']
  unitId: string
  /** Device clock, ms. */
  signedInAt: number
  /** Device clock, ms: signed out with unsent work kept, so the keys stay. Absent while signed in. */
  signedOutAt?: number
}

export const keyRecordId = ({ tenantId, personId }: Pick<KeyRecord, 'tenantId' | 'personId'>): string =>
  `${tenantId}|${personId}`

/** Name of the person's own database on this device (`openDexieStore`). */
export const deviceStoreName = ({ tenantId, personId }: Pick<KeyRecord, 'tenantId' | 'personId'>): string =>
  `minqing-${tenantId}-${personId}`
