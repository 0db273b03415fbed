/** Before all browser tests: the demo zone that they begin with, made once by the real server. */
import { forgetPlaces } from '../screens/places'
import { removeFolder, startRealServer, temporaryFolder } from './server'

export default async function makeDemoZone(): Promise<() => void> {
  forgetPlaces()
  const folder = temporaryFolder('demo-zone')
  const server = await startRealServer(folder)
  await server.stop()
  process.env['TEST_DEMO_ZONE'] = folder
  return () => removeFolder(folder)
}
