import type { ImportFailure } from '../../composables/useRegisterImport'
import { useRejectionText } from '../../composables/useRejectionText'
import { useRegisterT } from '../../late/useRegisterT'

/** One sentence for whatever kept an import from going on. */
export function useFailureText(): (failure: ImportFailure) => string {
  const t = useRegisterT()
  const rejectionText = useRejectionText()
  return (failure) => {
    switch (failure.kind) {
      case 'file':
        return t(`register.file.${failure.code}`)
      case 'failure':
        return t(`register.failure.${failure.code}`)
      case 'refused': {
        const why = rejectionText({ code: failure.code, params: {} })
        return t('register.refused', { sheet: failure.sheet, row: failure.row, why })
      }
    }
  }
}
