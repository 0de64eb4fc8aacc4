/** A place of the gazetteer, shaped as the `Place` of `mileage.address`. */
export interface Place {
  area1?: string;
  area2?: string;
  country?: string;
  externalId?: string;
  formattedAddress?: string;
  latitude: number;
  locality?: string;
  longitude: number;
  postalCode?: string;
  postalTown?: string;
  postBox?: string;
  provider: 'GOOGLE';
  query?: string;
  route?: string;
  streetAddress?: string;
  streetNumber?: string;
}
