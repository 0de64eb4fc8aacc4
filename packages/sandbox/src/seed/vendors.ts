import type { SpendingKind } from './spending-kinds.ts';

/** Invented names of shops, hotels and services: `country: kind: names`. */
const table = `
FR: meal: Le Petit Bouchon, Brasserie des Halles, Chez Odette, La Table d'Antoine, L'Ardoise, Crêperie du Port, Boulangerie Fournil & Co, Le Comptoir Vert, Sushi Kyo, Bistrot de la Gare, Traiteur Maison Berthe, La Cantine des Quais
FR: guests: Le Clos Saint-Martin, Maison Delorme, L'Orangerie, Le Grand Véfour d'Azur, Auberge du Cheval Blanc
FR: hotel: Hôtel des Lices, Hôtel Bellecour Rive, Le Relais du Canal, Hôtel de l'Opéra, Résidence Les Tilleuls
FR: taxi: Taxis Bleu Nuit, Taxi Rhône Services, VTC Azur, Taxi Parisien 24
FR: train: Rail France Billetterie, Trains du Grand Ouest, TransExpress Europe
FR: flight: Aéro Hexagone, Ciel d'Oc, Eurowing Connect
FR: fuel: Station Relais A6, Carburants Morvan, Énergie Plus Vannes
FR: parking: Parking Part-Dieu Nord, Parc Gambetta, Parking Aéroport P2
FR: toll: Autoroutes du Couchant, Péages Rhône-Alpes
FR: supplies: Bureau Malin, Papeterie Lenoir, Fournitures Express, Quincaillerie Vidal
FR: telecom: Ondéo Mobile, Fibre & Cie
FR: gift: Fleurs d'Élise, Chocolaterie Brun, La Cave à Bulles
FR: software: Nuage Solutions, Logiciels Pertinence
FR: postage: La Messagerie, Colis Vite
GB: meal: The Copper Kettle, Pret & Co Deli, Ye Olde Ferryman, Noodle Yard, The Green Bench Café
GB: guests: The Gilded Fork, Rook & Raven
GB: hotel: The Lantern Hotel, Kingsbridge Inn, Northgate Lodge
GB: taxi: Thames Cabs, Black & Amber Taxis
GB: train: Albion Rail, Great Eastern Tickets
GB: flight: Skylark Airways
GB: fuel: Motorway Fuel Co, Fenway Garage
GB: parking: City Parking NCP9, Station Car Park
GB: toll: Severn Crossing
GB: supplies: Quill & Paper, Officeworks UK
GB: telecom: Vantage Mobile
GB: gift: Petal & Stem, Harrow Hampers
GB: software: Cloudmere Ltd, Brightdesk
GB: postage: Parcelmen
US: meal: Blue Door Diner, Taqueria El Sol, Midtown Bagels, Harbor Grill, Sweetgreen Alley
US: guests: The Oak Room, Pier 9 Steakhouse
US: hotel: Hotel Marlowe, The Hudson Arms, Bayview Suites
US: taxi: Yellow City Cab, RideNow
US: train: Coastline Rail
US: flight: Continental Skyways
US: fuel: Route 9 Gas
US: parking: ParkRight Garage
US: toll: Turnpike Authority
US: supplies: Staple & Clip
US: telecom: Liberty Wireless
US: gift: Bloom & Wild Rose
US: software: Stackmere Inc.
US: postage: Eagle Courier
DE: meal: Gasthaus zum Löwen, Bäckerei Müller, Café Fräulein, Imbiss am Tor, Ratskeller
DE: guests: Weinstube Schönblick
DE: hotel: Hotel Bayerischer Hirsch, Pension Großmann
DE: taxi: Taxi München Süd, Funktaxi Berlin
DE: train: Fernbahn Reisezentrum
DE: flight: Flugring
DE: fuel: Tankstelle Nord
DE: parking: Parkhaus am Dom
DE: toll: Maut Süd
DE: supplies: Bürobedarf Krüger
DE: telecom: Funknetz GmbH
DE: gift: Blumen Weiß
DE: software: Wolke7 Software
DE: postage: Paketdienst Rhein
JP: meal: Sakura Soba, 居酒屋 たぬき, 定食屋 こはる, Kissaten Mori, ラーメン 一番
JP: guests: 割烹 さくら, Teppan Hana
JP: hotel: Hotel Asagiri, 東横旅館
JP: taxi: 日の丸タクシー, Tokyo Musen Taxi
JP: train: Tokaido Rail, みどりの窓口
JP: flight: Air Hinode
JP: fuel: 出光スタンド丸
JP: parking: タイムズ駐車場
JP: toll: 首都高速
JP: supplies: 文具の森
JP: telecom: Sora Mobile
JP: gift: 和菓子 つきや
JP: software: Kumo Software
JP: postage: Hayabusa Express
BH: meal: Manama Grill House, Café Lulu, مطعم البحر
BH: guests: Pearl Terrace
BH: hotel: Al Noor Residence, Gulf Crown Hotel
BH: taxi: Bahrain Taxi, Speedy Cars
BH: flight: Gulf Falcon
BH: supplies: Al Qalam Stationery
BH: telecom: Dana Mobile
KW: meal: Souk Kitchen, Diwan Café
KW: hotel: Marina Towers
KW: taxi: Kuwait Go
BE: meal: Friterie du Sablon, Brasserie Léopold
BE: hotel: Hôtel Grand-Place
BE: taxi: Taxis Verts Bruxelles
BE: train: Rail Belgica
CH: meal: Café du Lac, Bergstube
CH: hotel: Hôtel des Bergues Vieux
CH: taxi: Taxi Léman
CH: train: Bahn & Berg
ES: meal: Bar La Esquina, Tapas 24 Horas
ES: hotel: Hostal del Pilar
ES: taxi: Teletaxi Sol
IT: meal: Trattoria da Nino, Bar Centrale
IT: hotel: Albergo Duomo
IT: taxi: Radio Taxi Uno
`;

const vendors = new Map<string, string[]>();
for (const line of table.trim().split('\n')) {
  const [country = '', kind = '', names = ''] = line.split(': ');
  vendors.set(`${country} ${kind}`, names.split(', '));
}

/** Vendors of a kind in a country; none where nobody spends on it there. */
export function vendorsOf(country: string, kind: SpendingKind): readonly string[] {
  return vendors.get(`${country} ${kind}`) ?? [];
}
