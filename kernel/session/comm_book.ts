/** Which comms are open, and which targets cells have registered. */

/** What a session knows of comms; the callbacks live with the cells. */
export interface CommBook {
  setTarget(name: string, isRegistered: boolean): void;
  hasTarget(name: string): boolean;
  open(commId: string, targetName: string): void;
  close(commId: string): void;
  isOpen(commId: string): boolean;
  /** Open comms as `comm_info_reply` lists them; of one target, or of all for null. */
  list(targetName: string | null): Record<string, { target_name: string }>;
  /** Forgets all and gives the comms that were open: the process that had them is gone. */
  clear(): string[];
}

/** Comms that are remembered; a front end with more widgets than that has forgotten the oldest. */
const COMMS_MAX = 100_000;

/** Makes an empty book. */
export function createCommBook(): CommBook {
  const targets = new Set<string>();
  const comms = new Map<string, string>();
  return {
    setTarget(name, isRegistered) {
      if (isRegistered) targets.add(name);
      else targets.delete(name);
    },
    hasTarget: (name) => targets.has(name),
    open(commId, targetName) {
      comms.set(commId, targetName);
      const [oldest] = comms.keys();
      if (comms.size > COMMS_MAX && oldest !== undefined) comms.delete(oldest);
    },
    close: (commId) => void comms.delete(commId),
    isOpen: (commId) => comms.has(commId),
    list(targetName) {
      const listed = [...comms].filter(([, target]) =>
        targetName === null || target === targetName
      );
      // From entries, so that an id such as "__proto__" is a name like any other.
      return Object.fromEntries(listed.map(([id, target]) => [id, { target_name: target }]));
    },
    clear() {
      const ids = [...comms.keys()];
      comms.clear();
      targets.clear();
      return ids;
    },
  };
}
