/** After all others: a page of the router that no screen shows is one that nobody looks at. */
import { expect, test } from '@playwright/test'
import { roleNames } from '../../support/screens/cast'
import { forgottenPlaces, notedPlaces } from '../../support/screens/places'

test('every page of the router was among the screens that were walked', () => {
  const noted = roleNames.map((name) => [name, notedPlaces(name)] as const)
  expect(
    noted.filter(([, places]) => places === undefined).map(([name]) => name),
    'walked to their end',
  ).toEqual([])
  expect(forgottenPlaces(noted.flatMap(([, places]) => places ?? []))).toEqual([])
})
