/**
 * The names of what a row may have, each with its synonyms in files. A name of the first line of each is ours: it means the
 * field wherever it stands alone. Synonyms are compared by letters and digits only, whatever their case and accents.
 */
const synonyms = {
  id: 'Camera ID, Cam ID, Device ID, Kamera ID',
  name: 'Camera Name, Camera, Cam, Cam Name, Device Name, Channel Name, Display Name, Label, Friendly Name, Kamera, Kameraname, Bezeichnung, Nom, Nombre, Nome, Название, Имя, Камера',
  title: 'Titel, Titre, Titulo, Titolo',
  description: 'Comment, Comments, Note, Notes, Remark, Remarks, Beschreibung, Descripcion, Описание, Комментарий',
  kind: '',
  protocol: 'Stream Protocol, Proto',
  ip: 'IP Address, IP Addr, IP-Adresse, Adresse IP, Camera IP, Device IP, Host, Hostname, Hardware Address, Address IPv4, IPv4, IP адрес',
  port: 'HTTP Port, Web Port, Порт',
  brand: 'Manufacturer, Make, Vendor, Hersteller, Fabricant, Fabricante, Производитель',
  model: 'Camera Model, Device Model, Hardware, Modell, Modele, Modelo, Модель',
  image_path: 'Snapshot Path',
  video_path: 'Stream Path',
  city: 'Town, Municipality, Locality, Stadt, Ort, Ville, Ciudad, Citta, Город',
  state: 'Province, Region, Bundesland, Провинция, Область',
  country: 'Country Code, Country Name, Nation, Land, Pays, Pais, Paese, ISO2, ISO3, ISO Country, Страна',
  timezone: 'Time Zone, TZ, IANA Time Zone, Zeitzone, Часовой пояс',
  tags: 'Tag, Keywords, Labels, Schlagworte, Mots Cles, Etiquetas, Теги',
  source: 'Provider, Dataset, Data Source',
  external_id: 'External Reference, Reference ID, Source ID, UUID, GUID, URN, Serial, Serial Number, Serial No',
  license: 'Licence, Lizenz',
  attribution: 'Credit, Credits',
  direction: 'Heading, Bearing, Facing, View Direction, Richtung',
  azimuth: 'Azimut, Azimuth Angle, Azimuth Deg, Heading Deg, Bearing Deg, View Azimuth, Camera Azimuth, Азимут',
  fov: 'Field Of View, FOV Deg, Horizontal FOV, HFOV, FOV H, Angle Of View, View Angle, Viewing Angle, Horizontal Angle, Blickwinkel, Bildwinkel, Sichtwinkel, Угол обзора',
  range:
    'Range M, Range Metres, Range Meters, View Range, View Distance, Viewing Distance, Viewing Range, Visual Range, Visibility, Reichweite, Sichtweite, Дальность',
  timezone_id: '',
  timezone_name: '',
  reference_logo: '',
  reference_url: '',
  snapshot_url:
    'Snapshot, Image, Image URL, Image Link, Picture, Picture URL, Photo URL, JPEG, JPEG URL, JPG URL, Still URL, Snapshot URI, Snapshot Link, Static URL, Preview URL',
  stream_url:
    'Stream, Stream URI, Stream Link, RTSP, RTSP URL, RTSP URI, RTSP Link, RTSP Stream, RTSP Address, RTSP Path, Video URL, Video Stream, Live URL, Live Stream, HLS, HLS URL, M3U8, M3U8 URL, Main Stream, Main Stream URL, MJPEG URL, Media URL, Поток',
  page_url: 'Page, Web Page, Website, Web URL, Homepage, Page Link',
  source_url: '',
  url: 'URI, Link, Camera URL, Camera Link, Cam URL, Address URL, Retrieval URL, Retrieval Model URL, Ссылка',
  resolution: 'Image Size',
  resolution_width: 'Resolution W, Res W, Width, Image Width',
  resolution_height: 'Resolution H, Res H, Height, Image Height',
  legacy_camera_id: 'Legacy CameraID',
  utc_offset: '',
  latitude: 'Lat, Geo Lat, GPS Lat, GPS Latitude, Latitud, Latitudine, Breite, Breitengrad, Широта',
  longitude:
    'Lng, Lon, Long, Geo Lng, Geo Lon, GPS Lng, GPS Lon, GPS Longitude, Longitud, Longitudine, Laenge, Länge, Längengrad, Долгота',
  coordinates:
    'Lat Lng, Lat Lon, Lat Long, Latitude Longitude, GPS, GPS Coordinates, Geo Position, Map Coordinates, Koordinaten, Координаты',
  location: 'Position, Place, Site, Standort, Ubicacion, Lieu',
  frame_rate: 'Framerate, FPS, Frames Per Second, Max FPS',
  update_interval_s: 'Update Interval, Refresh Interval, Refresh Seconds',
  is_video: 'Video',
  outdoors: 'Outdoor',
  traffic: 'Traffic Camera',
  inactive: '',
  is_active_image: '',
  is_active_video: '',
  enabled: 'Is Enabled',
  camera_id: '',
  observed_at: '',
  inputs: '',
  media: '',
  username:
    'User, User Name, Login, Camera User, Camera Login, Hardware Username, Benutzer, Benutzername, Utilisateur, Usuario, Логин',
  password:
    'Pass, Passwd, PWD, Camera Password, Hardware Password, Passwort, Kennwort, Mot De Passe, Contrasena, Пароль',
  // Watcher's import and the files of Flussonic's activation server.
  agent_id: '',
  agent_key: '',
  agent_model: '',
  agent_serial: '',
  agent_pin: '',
  substream_url: 'Sub Stream, Sub Stream URL, Substream, Secondary Stream',
  thumbnails: '',
  thumbnails_url: 'Thumbnail, Thumbnail URL',
  onvif_url: 'ONVIF, ONVIF Address, XAddr, XAddrs, Device Service',
  onvif_profile: 'Profile Token',
  onvif_ptz: 'PTZ',
  postal_address: 'Street Address, Street, Адрес',
  folder_coordinates: '',
  static: '',
  video_only: '',
  motion_detector_enabled: '',
  dvr_depth: 'Archive Days',
} as const;

/** A field of a row, by the name that exports and documents have for it. */
export type RowField = keyof typeof synonyms;

// The border from a list of keys to their type.
const fields = Object.keys(synonyms) as readonly RowField[];
const exact: ReadonlyMap<string, RowField> = new Map(fields.map((field) => [field, field]));
const similar = readSynonyms();
/** Objects in which a position, a size or an address stands. */
const containers =
  /^(?:location|position|coordinates?|coords|geo|geolocation|gps|retrieval|retrieval_model|resolution|properties)\./i;

/** Every field, for messages and completions. */
export const rowFields: readonly string[] = fields;

/** The field of a name that is one of ours. */
export function fieldNamed(name: string): RowField | undefined {
  return exact.get(name.trim().toLowerCase());
}

/** The field that a column or key means; undefined where nobody knows. */
export function fieldOf(name: string): RowField | undefined {
  const whole = fieldNamed(name) ?? similar.get(letters(name));
  if (whole !== undefined || !containers.test(name)) return whole;
  return fieldOf(name.replace(containers, ''));
}

function readSynonyms(): ReadonlyMap<string, RowField> {
  const found = new Map<string, RowField>();
  for (const field of fields)
    for (const name of [field, ...synonyms[field].split(',')]) if (name.trim() !== '') found.set(letters(name), field);
  // `camera_id` is CAM2's number, `Camera ID` the key of the list that it stands in.
  found.set('cameraid', 'id');
  return found;
}

function letters(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

const mostNames = 200;
const longestName = 100;

/** What the columns of one file mean, and which of them mean nothing. */
export class Columns {
  /** Field by column, in the order in which they were met. */
  readonly mapping = new Map<string, RowField>();
  readonly ignored = new Set<string>();
  private readonly known = new Map<string, RowField | undefined>();
  private readonly given: ReadonlyMap<string, RowField | undefined>;

  /**
   * @param given the field of some columns, whatever their names mean; undefined: none
   * @param source of rows that have none
   */
  constructor(
    given: ReadonlyMap<string, RowField | undefined> = new Map(),
    readonly source?: string,
  ) {
    this.given = new Map([...given].map(([column, field]) => [plainName(column), field]));
  }

  /** Columns that were given a field and that no row has had. */
  get unmet(): readonly string[] {
    const met = new Set([...this.known.keys()].map(plainName));
    return [...this.given.keys()].filter((column) => !met.has(column));
  }

  /** Whether the field of a column was given. */
  isGiven(column: string): boolean {
    return this.given.has(plainName(column));
  }

  /** The field of a column; notes what becomes of it. */
  fieldOf(column: string): RowField | undefined {
    if (this.known.has(column)) return this.known.get(column);
    const plain = plainName(column);
    const field = this.given.has(plain) ? this.given.get(plain) : fieldOf(column);
    // A file of objects may have a new key in each.
    if (this.known.size >= 10 * mostNames) return field;
    this.known.set(column, field);
    if (field !== undefined) this.mapping.set(column, field);
    else this.ignore(column);
    return field;
  }

  /** A part of a configuration that is not taken. */
  ignore(column: string): void {
    if (this.ignored.size < mostNames && column.trim() !== '') this.ignored.add(column.slice(0, longestName));
  }

  /** A field that a reader of one format takes from a place that it knows. */
  note(column: string, field: RowField): void {
    if (this.mapping.size < mostNames) this.mapping.set(column, field);
  }
}

function plainName(name: string): string {
  return name.trim().toLowerCase();
}
