import { useLocale } from 'use-intl';
import { schemaLabel } from '@/lib/entities/rules.ts';

/** FollowTheMoney's kinds in Spanish; the model itself speaks English. */
const spanish: Readonly<Record<string, string>> = {
  Person: 'Persona',
  Organization: 'Organización',
  Company: 'Empresa',
  PublicBody: 'Organismo público',
  LegalEntity: 'Entidad jurídica',
  Address: 'Dirección',
  Event: 'Acontecimiento',
  Asset: 'Bien',
  RealEstate: 'Inmueble',
  Vehicle: 'Vehículo',
  Vessel: 'Barco',
  Airplane: 'Avión',
  BankAccount: 'Cuenta bancaria',
  CryptoWallet: 'Monedero de criptomonedas',
  Security: 'Valor financiero',
  License: 'Licencia',
  Contract: 'Contrato',
  CallForTenders: 'Licitación',
  CourtCase: 'Causa judicial',
  Position: 'Cargo',
  Project: 'Proyecto',
  Trip: 'Viaje',
  UserAccount: 'Cuenta de usuario',
  Assessment: 'Evaluación',
  Note: 'Nota',
};

export function useSchemaLabel(): (schema: string) => string {
  const locale = useLocale();
  return (schema) => (locale === 'es' ? (spanish[schema] ?? schemaLabel(schema)) : schemaLabel(schema));
}
