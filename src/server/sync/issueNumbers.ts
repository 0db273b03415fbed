import type { ServerAddition } from '../../domain/command/define'
import { shanghaiDate } from '../../domain/time/shanghai'
import type { WriteTx } from '../store/port'

/** Numbers of issues given in one transaction, in commit order: `2026-0137`, the year being Shanghai's at receipt. */
export class IssueNumbers {
  private readonly tx: WriteTx
  private readonly counters = new Map<string, { next: number; used: number }>()

  constructor(tx: WriteTx) {
    this.tx = tx
  }

  /** By issue id. `receivedAt`: server clock, ms. */
  async give(additions: readonly ServerAddition[], receivedAt: number): Promise<Record<string, string>> {
    const given: Record<string, string> = {}
    for (const { issueId } of additions) {
      const year = shanghaiDate(receivedAt).slice(0, 4)
      const name = `issue:${year}`
      const counter = this.counters.get(name) ?? { next: await this.tx.reserveNumbers(name, 0), used: 0 }
      given[issueId] = `${year}-${String(counter.next + counter.used).padStart(4, '0')}`
      this.counters.set(name, { ...counter, used: counter.used + 1 })
    }
    return given
  }

  async write(): Promise<void> {
    for (const [name, { used }] of this.counters) if (used > 0) await this.tx.reserveNumbers(name, used)
  }
}
