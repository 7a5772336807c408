/** A public landmark that the demo catalogue shows. Degrees WGS84; `direction` as a compass point. */
export interface Landmark {
  readonly name: string;
  readonly title: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly city: string | null;
  readonly state: string | null;
  readonly country: string;
  readonly timezone: string;
  readonly direction: string;
}

// key | title | latitude | longitude | city | state | country | time zone | direction. Among them on purpose: the pole,
// the antimeridian, an enclave, the polar night.
const table = `
paris-eiffel-tower|Eiffel Tower|48.85837|2.29448|Paris|Île-de-France|FR|Europe/Paris|NW
london-tower-bridge|Tower Bridge|51.50546|-0.07536|London|England|GB|Europe/London|E
stonehenge|Stonehenge|51.17888|-1.82621|Amesbury|England|GB|Europe/London|NE
rome-colosseum|Colosseum|41.89021|12.49223|Rome|Lazio|IT|Europe/Rome|SE
vatican-saint-peters-square|Saint Peter's Square|41.90222|12.45683|Vatican City||VA|Europe/Vatican|W
berlin-brandenburg-gate|Brandenburg Gate|52.51628|13.3777|Berlin|Berlin|DE|Europe/Berlin|W
athens-acropolis|Acropolis|37.97153|23.72575|Athens|Attica|GR|Europe/Athens|S
barcelona-sagrada-familia|Sagrada Família|41.40363|2.17436|Barcelona|Catalonia|ES|Europe/Madrid|SW
lisbon-belem-tower|Belém Tower|38.69158|-9.21597|Lisbon|Lisbon|PT|Europe/Lisbon|S
prague-charles-bridge|Charles Bridge|50.08648|14.41139|Prague|Prague|CZ|Europe/Prague|W
istanbul-hagia-sophia|Hagia Sophia|41.0086|28.9801|Istanbul|Istanbul|TR|Europe/Istanbul|E
kyiv-maidan|Maidan Nezalezhnosti|50.45047|30.5245|Kyiv|Kyiv City|UA|Europe/Kyiv|SE
zermatt-matterhorn|Matterhorn from Zermatt|46.0207|7.74912|Zermatt|Valais|CH|Europe/Zurich|SW
oslo-opera-house|Oslo Opera House|59.90749|10.75312|Oslo|Oslo|NO|Europe/Oslo|S
reykjavik-hallgrimskirkja|Hallgrímskirkja|64.14171|-21.92667|Reykjavík|Capital Region|IS|Atlantic/Reykjavik|SE
longyearbyen|Longyearbyen|78.22316|15.6463|Longyearbyen|Svalbard|SJ|Arctic/Longyearbyen|N
tokyo-tower|Tokyo Tower|35.65858|139.74543|Tokyo|Tokyo|JP|Asia/Tokyo|NE
tokyo-shibuya-crossing|Shibuya Crossing|35.6595|139.7005|Tokyo|Tokyo|JP|Asia/Tokyo|NW
kawaguchi-mount-fuji|Mount Fuji from Lake Kawaguchi|35.5171|138.7518|Fujikawaguchiko|Yamanashi|JP|Asia/Tokyo|S
beijing-forbidden-city|Forbidden City|39.91635|116.39715|Beijing|Beijing|CN|Asia/Shanghai|N
badaling-great-wall|Great Wall at Badaling|40.35944|116.01999|Badaling|Beijing|CN|Asia/Shanghai|NW
shanghai-bund|The Bund|31.24|121.4906|Shanghai|Shanghai|CN|Asia/Shanghai|E
hong-kong-victoria-harbour|Victoria Harbour|22.2936|114.1688|Hong Kong|Central and Western|HK|Asia/Hong_Kong|S
taipei-101|Taipei 101|25.03396|121.56447|Taipei|Taipei|TW|Asia/Taipei|W
seoul-gyeongbokgung|Gyeongbokgung Palace|37.57962|126.97704|Seoul|Seoul|KR|Asia/Seoul|N
ulaanbaatar-sukhbaatar-square|Sükhbaatar Square|47.9189|106.9175|Ulaanbaatar|Ulaanbaatar|MN|Asia/Ulaanbaatar|N
hanoi-hoan-kiem|Hoàn Kiếm Lake|21.02877|105.85222|Hanoi|Hanoi|VN|Asia/Ho_Chi_Minh|E
angkor-wat|Angkor Wat|13.41247|103.86699|Siem Reap|Siem Reap|KH|Asia/Phnom_Penh|E
bangkok-grand-palace|Grand Palace|13.75|100.49133|Bangkok|Bangkok|TH|Asia/Bangkok|SW
singapore-marina-bay|Marina Bay|1.2838|103.8607|Singapore||SG|Asia/Singapore|SE
borobudur|Borobudur|-7.60787|110.20375|Magelang|Central Java|ID|Asia/Jakarta|E
kathmandu-boudhanath|Boudhanath Stupa|27.72139|85.36203|Kathmandu|Bagmati Province|NP|Asia/Kathmandu|N
agra-taj-mahal|Taj Mahal|27.17502|78.04214|Agra|Uttar Pradesh|IN|Asia/Kolkata|N
mumbai-gateway-of-india|Gateway of India|18.92198|72.83466|Mumbai|Maharashtra|IN|Asia/Kolkata|E
samarkand-registan|Registan|39.65477|66.97579|Samarkand|Samarqand Region|UZ|Asia/Samarkand|N
dubai-burj-khalifa|Burj Khalifa|25.1972|55.27438|Dubai|Dubai|AE|Asia/Dubai|SE
petra-treasury|The Treasury at Petra|30.32217|35.45162|Wadi Musa|Ma'an|JO|Asia/Amman|W
giza-great-pyramid|Great Pyramid of Giza|29.97923|31.1342|Giza|Giza|EG|Africa/Cairo|W
marrakesh-jemaa-el-fnaa|Jemaa el-Fnaa|31.62583|-7.98917|Marrakesh|Marrakesh-Safi|MA|Africa/Casablanca|S
dakar-african-renaissance|African Renaissance Monument|14.7223|-17.4949|Dakar|Dakar|SN|Africa/Dakar|W
lalibela-churches|Rock-Hewn Churches of Lalibela|12.0316|39.0411|Lalibela|Amhara|ET|Africa/Addis_Ababa|N
nairobi-city-square|Nairobi City Square|-1.2887|36.8232|Nairobi|Nairobi County|KE|Africa/Nairobi|NW
zanzibar-stone-town|Stone Town|-6.1622|39.1871|Zanzibar|Zanzibar Urban/West|TZ|Africa/Dar_es_Salaam|W
victoria-falls|Victoria Falls|-17.9257|25.8525|Victoria Falls|Matabeleland North|ZW|Africa/Harare|NE
maseru-kingsway|Kingsway, Maseru|-29.3142|27.4833|Maseru|Maseru District|LS|Africa/Maseru|E
cape-town-table-mountain|Table Mountain|-33.9628|18.4098|Cape Town|Western Cape|ZA|Africa/Johannesburg|S
new-york-statue-of-liberty|Statue of Liberty|40.68925|-74.0445|New York City|New York|US|America/New_York|SW
new-york-times-square|Times Square|40.758|-73.9855|New York City|New York|US|America/New_York|N
washington-monument|Washington Monument|38.88948|-77.03524|Washington|District of Columbia|US|America/New_York|W
grand-canyon-mather-point|Grand Canyon, Mather Point|36.0617|-112.1077|Grand Canyon Village|Arizona|US|America/Phoenix|N
yellowstone-old-faithful|Old Faithful|44.46046|-110.82815||Wyoming|US|America/Denver|SE
san-francisco-golden-gate|Golden Gate Bridge|37.8199|-122.4786|San Francisco|California|US|America/Los_Angeles|N
honolulu-diamond-head|Diamond Head|21.262|-157.8059|Honolulu|Hawaii|US|Pacific/Honolulu|W
toronto-cn-tower|CN Tower|43.64257|-79.38706|Toronto|Ontario|CA|America/Toronto|S
niagara-horseshoe-falls|Horseshoe Falls|43.0791|-79.0787|Niagara Falls|Ontario|CA|America/Toronto|S
mexico-city-zocalo|Zócalo|19.4326|-99.1332|Mexico City|Mexico City|MX|America/Mexico_City|N
chichen-itza|Chichén Itzá|20.68428|-88.56782|Pisté|Yucatán|MX|America/Merida|N
panama-miraflores-locks|Miraflores Locks|8.9969|-79.591|Panamá|Panamá|PA|America/Panama|SE
havana-malecon|Malecón|23.1442|-82.359|Havana|La Habana|CU|America/Havana|NE
machu-picchu|Machu Picchu|-13.16314|-72.54496|Machupicchu|Cusco|PE|America/Lima|NW
rio-christ-the-redeemer|Christ the Redeemer|-22.95192|-43.21049|Rio de Janeiro|Rio de Janeiro|BR|America/Sao_Paulo|E
buenos-aires-obelisk|Obelisk of Buenos Aires|-34.60376|-58.38162|Buenos Aires|Buenos Aires F.D.|AR|America/Argentina/Buenos_Aires|N
ushuaia-harbour|Ushuaia Harbour|-54.8072|-68.3044|Ushuaia|Tierra del Fuego|AR|America/Argentina/Ushuaia|S
rapa-nui-ahu-tongariki|Ahu Tongariki|-27.12579|-109.2769|Hanga Roa|Valparaíso|CL|Pacific/Easter|NE
galapagos-puerto-ayora|Puerto Ayora|-0.7472|-90.3125|Puerto Ayora|Galápagos|EC|Pacific/Galapagos|S
sydney-opera-house|Sydney Opera House|-33.85678|151.2153|Sydney|New South Wales|AU|Australia/Sydney|N
uluru|Uluru|-25.34443|131.03688|Yulara|Northern Territory|AU|Australia/Darwin|S
auckland-sky-tower|Sky Tower|-36.84846|174.76222|Auckland|Auckland|NZ|Pacific/Auckland|N
taveuni-180th-meridian|180th Meridian Marker, Taveuni|-16.7915|180|Waiyevo|Northern|FJ|Pacific/Fiji|W
mcmurdo-station|McMurdo Station|-77.8464|166.6683|McMurdo Station||AQ|Antarctica/McMurdo|S
south-pole-station|Amundsen-Scott South Pole Station|-90|0|||AQ|Antarctica/McMurdo|N
palmer-station|Palmer Station|-64.7742|-64.0531|||AQ|Antarctica/Palmer|SW
vostok-station|Vostok Station|-78.4644|106.8373|||AQ|Antarctica/Vostok|E
`;

/** The landmarks of the demo catalogue, on all continents. */
export const landmarks: readonly Landmark[] = table
  .trim()
  .split('\n')
  .map((line) => {
    const [key = '', title = '', latitude, longitude, city, state, country = '', timezone = '', direction = ''] =
      line.split('|');
    const place = { city: city || null, state: state || null, country, timezone };
    return {
      name: `demo-${key}`,
      title,
      latitude: Number(latitude),
      longitude: Number(longitude),
      ...place,
      direction,
    };
  });
