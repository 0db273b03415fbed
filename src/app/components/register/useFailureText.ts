import type { ImportFailure } from '../../composables/useRegisterImport'
import { useRejectionText } from '../../composables/useRejectionText'
import { useT } from '../../i18n'

/** One sentence for whatever kept an import from going on. */
export function useFailureText(): (failure: ImportFailure) => string {
  const t = useT()
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
