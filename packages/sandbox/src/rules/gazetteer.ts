/** A city that addresses can name. */
export interface City {
  readonly names: readonly string[];
  readonly country: string;
  readonly area: string;
  readonly postalCode: string;
  readonly latitude: number;
  readonly longitude: number;
}

/** `names | country | area | postal code | latitude | longitude`; the first name is the local one. */
const table = `
Paris|FR|Île-de-France|75001|48.8566|2.3522
Lyon|FR|Auvergne-Rhône-Alpes|69001|45.764|4.8357
Marseille,Marseilles|FR|Provence-Alpes-Côte d'Azur|13001|43.2965|5.3698
Toulouse|FR|Occitanie|31000|43.6047|1.4442
Nice|FR|Provence-Alpes-Côte d'Azur|06000|43.7102|7.262
Nantes|FR|Pays de la Loire|44000|47.2184|-1.5536
Montpellier|FR|Occitanie|34000|43.6108|3.8767
Strasbourg|FR|Grand Est|67000|48.5734|7.7521
Bordeaux|FR|Nouvelle-Aquitaine|33000|44.8378|-0.5792
Lille|FR|Hauts-de-France|59000|50.6292|3.0573
Rennes|FR|Bretagne|35000|48.1173|-1.6778
Reims|FR|Grand Est|51100|49.2583|4.0317
Le Havre|FR|Normandie|76600|49.4944|0.1079
Rouen|FR|Normandie|76000|49.4432|1.0993
Saint-Étienne|FR|Auvergne-Rhône-Alpes|42000|45.4397|4.3872
Grenoble|FR|Auvergne-Rhône-Alpes|38000|45.1885|5.7245
Dijon|FR|Bourgogne-Franche-Comté|21000|47.322|5.0415
Angers|FR|Pays de la Loire|49000|47.4784|-0.5632
Brest|FR|Bretagne|29200|48.3904|-4.4861
Tours|FR|Centre-Val de Loire|37000|47.3941|0.6848
Orléans|FR|Centre-Val de Loire|45000|47.903|1.9093
Clermont-Ferrand|FR|Auvergne-Rhône-Alpes|63000|45.7772|3.087
Limoges|FR|Nouvelle-Aquitaine|87000|45.8336|1.2611
Metz|FR|Grand Est|57000|49.1193|6.1757
Nancy|FR|Grand Est|54000|48.6921|6.1844
Caen|FR|Normandie|14000|49.1829|-0.3707
Perpignan|FR|Occitanie|66000|42.6887|2.8948
La Rochelle|FR|Nouvelle-Aquitaine|17000|46.1603|-1.1511
Annecy|FR|Auvergne-Rhône-Alpes|74000|45.8992|6.1294
Versailles|FR|Île-de-France|78000|48.8049|2.1204
London,Londres|GB|England|EC1A 1BB|51.5074|-0.1278
Manchester|GB|England|M1 1AE|53.4808|-2.2426
Birmingham|GB|England|B1 1AA|52.4862|-1.8904
Edinburgh,Édimbourg|GB|Scotland|EH1 1YZ|55.9533|-3.1883
Bristol|GB|England|BS1 1AA|51.4545|-2.5879
Leeds|GB|England|LS1 1AA|53.8008|-1.5491
Cambridge|GB|England|CB2 1TN|52.2053|0.1218
Dublin|IE|Leinster|D02|53.3498|-6.2603
Bruxelles,Brussels,Brussel|BE|Bruxelles-Capitale|1000|50.8503|4.3517
Antwerpen,Anvers,Antwerp|BE|Vlaanderen|2000|51.2194|4.4025
Luxembourg|LU|Luxembourg|1111|49.6116|6.1319
Amsterdam|NL|Noord-Holland|1012|52.3676|4.9041
Rotterdam|NL|Zuid-Holland|3011|51.9244|4.4777
Berlin|DE|Berlin|10115|52.52|13.405
München,Munich,Muenchen|DE|Bayern|80331|48.1351|11.582
Hamburg,Hambourg|DE|Hamburg|20095|53.5511|9.9937
Köln,Cologne,Koeln|DE|Nordrhein-Westfalen|50667|50.9375|6.9603
Frankfurt,Francfort|DE|Hessen|60311|50.1109|8.6821
Stuttgart|DE|Baden-Württemberg|70173|48.7758|9.1829
Zürich,Zurich|CH|Zürich|8001|47.3769|8.5417
Genève,Geneva,Genf|CH|Genève|1201|46.2044|6.1432
Wien,Vienna,Vienne|AT|Wien|1010|48.2082|16.3738
Milano,Milan|IT|Lombardia|20121|45.4642|9.19
Roma,Rome|IT|Lazio|00184|41.9028|12.4964
Torino,Turin|IT|Piemonte|10121|45.0703|7.6869
Madrid|ES|Comunidad de Madrid|28013|40.4168|-3.7038
Barcelona,Barcelone|ES|Cataluña|08002|41.3874|2.1686
Lisboa,Lisbon,Lisbonne|PT|Lisboa|1100|38.7223|-9.1393
København,Copenhagen,Copenhague|DK|Hovedstaden|1050|55.6761|12.5683
Stockholm|SE|Stockholms län|111 29|59.3293|18.0686
Warszawa,Warsaw,Varsovie|PL|Mazowieckie|00-001|52.2297|21.0122
Praha,Prague|CZ|Praha|110 00|50.0755|14.4378
New York,New York City|US|New York|10001|40.7128|-74.006
Boston|US|Massachusetts|02108|42.3601|-71.0589
Chicago|US|Illinois|60601|41.8781|-87.6298
San Francisco|US|California|94103|37.7749|-122.4194
Los Angeles|US|California|90012|34.0522|-118.2437
Seattle|US|Washington|98101|47.6062|-122.3321
Montréal,Montreal|CA|Québec|H2Y 1C6|45.5019|-73.5674
東京,Tokyo|JP|東京都|100-0001|35.6762|139.6503
大阪,Osaka|JP|大阪府|530-0001|34.6937|135.5023
京都,Kyoto|JP|京都府|600-8001|35.0116|135.7681
Dubai,Dubaï|AE|Dubai|00000|25.2048|55.2708
Manama,Al Manamah|BH|Capital|317|26.2285|50.586
Kuwait City,Koweït|KW|Al Asimah|13001|29.3759|47.9774
Tunis|TN|Tunis|1000|36.8065|10.1815
Casablanca|MA|Casablanca-Settat|20000|33.5731|-7.5898
`;

/** Cities of Europe, and of the countries that the seed's companies travel to. */
export const cities: readonly City[] = table
  .trim()
  .split('\n')
  .map((line) => {
    const [names = '', country = '', area = '', postalCode = '', latitude, longitude] = line.split('|');
    return {
      names: names.split(','),
      country,
      area,
      postalCode,
      latitude: Number(latitude),
      longitude: Number(longitude),
    };
  });
