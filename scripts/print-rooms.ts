import { type Floor, type Room, rooms } from '../server/src/rooms.ts';

const floorNames: Record<Floor, string> = {
  STAGE: 'STAGE: what people see',
  TRADE: 'TRADE: what people agree on',
  TRUST: 'TRUST: what holds it together',
  GROUND: 'GROUND: what everything stands on',
};
const nameWidth = 16;

function lineOf(room: Room): string {
  return `  ${`${room.name}/`.padEnd(nameWidth)}${room.purpose}`;
}

/** The rooms from the roof down, with their floors, as the documents show them. */
export function roomTree(): string {
  const lines = [
    'server/src/        a room calls only rooms below it',
    '  main.ts         choose the command, start, stop cleanly',
  ];
  let floor: Floor | undefined;
  for (const room of [...rooms].reverse()) {
    // The composition root stands above the floors.
    if (room.name !== 'app' && room.floor !== floor) {
      floor = room.floor;
      lines.push(`${' '.repeat(nameWidth + 2)}${floorNames[floor]}`);
    }
    lines.push(lineOf(room));
  }
  return lines.join('\n');
}

if (import.meta.main) console.log(roomTree());
