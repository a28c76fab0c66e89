/** Where the history of all sessions is kept. */

import { userDataFolder, type UserMachine } from "./kernelspec/user_data.ts";

/** Names another file, or `off`. */
const HISTORY_VARIABLE = "PROBEBOOK_HISTORY";

/** The file, or null when there is to be none. */
export function historyPath(machine: UserMachine): string | null {
  const given = machine.env(HISTORY_VARIABLE) ?? "";
  if (given === "off") return null;
  if (given !== "") return given;
  const folder = userDataFolder(machine);
  return folder === null ? null : `${folder}/probebook/history.sqlite`;
}
