// What a map shows, in words that know nothing of drawing.

/** A point on the globe in degrees, north and east positive, as the program's `position` fields hold it. */
export interface Position {
  readonly lat: number;
  readonly lon: number;
}

/** A named dot. */
export interface MapPlace {
  readonly id: string;
  readonly name: string;
  readonly at: Position;
  /** `home` is petrol, `guest` has its pair's colour, `via` is a small neutral dot. */
  readonly side: 'home' | 'guest' | 'via';
  /** Which of the six pair colours, 0 to 5, for a guest's place. */
  readonly hue?: number;
}

/** A line over two or more places by the shortest way on the globe. */
export interface MapRoute {
  readonly id: string;
  /** Ids of places in the order of travel. A route of which a place is missing is left out. */
  readonly stops: readonly string[];
  /** Which of the six pair colours; without one the line is neutral. */
  readonly hue?: number;
  /** Whether it is only planned or travelled in parts, as the legs of a visit are. */
  readonly dashed?: boolean;
}

/** The value of a record's `position` field, `null` where it holds none. */
export function positionOf(value: unknown): Position | null {
  if (typeof value !== 'object' || value === null) return null;
  const { lat, lon } = value as Partial<Record<'lat' | 'lon', unknown>>;
  if (typeof lat !== 'number' || typeof lon !== 'number') return null;
  return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? { lat, lon } : null;
}
