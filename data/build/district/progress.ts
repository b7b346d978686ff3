/** Lines on standard error while a pack is built: stage, share, seconds. */
export interface Progress {
  /** Ends the stage before and begins this one. */
  stage(name: string): void;
  /** Share 0-1 of the present stage; said at most about twice a second. */
  share(share: number): void;
  end(): void;
  readonly stages: readonly { readonly stage: string; readonly seconds: number }[];
}

const SAY_EVERY_MILLISECONDS = 500;

export function createProgress(say: (text: string) => void, now: () => number): Progress {
  const stages: { stage: string; seconds: number }[] = [];
  const started = now();
  let current: { name: string; since: number } | null = null;
  let saidAt = started;
  const sinceStart = () => `${((now() - started) / 1000).toFixed(1).padStart(6)} s`;
  const end = () => {
    if (current) stages.push({ stage: current.name, seconds: (now() - current.since) / 1000 });
    current = null;
  };
  return {
    stages,
    end,
    stage(name) {
      end();
      current = { name, since: now() };
      saidAt = now();
      say(`${sinceStart()}  ${name}\n`);
    },
    share(share) {
      if (!current || now() - saidAt < SAY_EVERY_MILLISECONDS) return;
      saidAt = now();
      say(`${sinceStart()}  ${current.name} ${Math.round(share * 100)} %\n`);
    },
  };
}
