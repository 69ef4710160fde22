/** A declaration of August 2026 as a platform writes it, with tabs, single quotes and a hint of the schema. */
export const SAMPLE_XML = `<?xml version="1.0" encoding="utf-8" ?>
<message-interprofession xmlns="http://douane.finances.gouv.fr/app/ciel/interprofession/echanges/1.0" xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:schemaLocation="http://douane.finances.gouv.fr/app/ciel/interprofession/echanges/1.0 echanges-interprofession-1.7.xsd">
	<siren-interprofession>123456789</siren-interprofession>
	<declaration-recapitulative>
		<identification-declarant>
			<numero-agrement>FR01300G07896</numero-agrement>
			<numero-cvi>7523700100</numero-cvi>
		</identification-declarant>
		<periode>
			<mois>08</mois>
			<annee>2026</annee>
		</periode>
		<declaration-neant>false</declaration-neant>
		<droits-suspendus>
			<produit>
				<code-inao>1R186S</code-inao>
				<libelle-personnalise><![CDATA[Château d'Aval & Fils <rouge>]]></libelle-personnalise>
				<balance-stocks>
					<stock-debut-periode>61.40</stock-debut-periode>
					<sorties-periode>
						<sorties-sans-paiement-droits>
							<mouvements-internes>
						<replis-declassement-transfert-changement-appellation>12.00</replis-declassement-transfert-changement-appellation>
						</mouvements-internes>
					</sorties-sans-paiement-droits>
					</sorties-periode>
					<stock-fin-periode>49.40</stock-fin-periode>
				</balance-stocks>
			</produit>
			<!-- a code of five characters -->
			<produit>
				<code-inao>3B077 </code-inao>
				<libelle-personnalise>Blanc &#171;&#xA0;sec&#xA0;&#187;</libelle-personnalise>
				<balance-stocks>
					<stock-debut-periode>
						-0.5000
					</stock-debut-periode>
					<stock-fin-periode>-0.50</stock-fin-periode>
				</balance-stocks>
			</produit>
			<stockEpuise>0</stockEpuise>
		</droits-suspendus>
    	<compte-crd>
      		<categorie-fiscale-capsules>T</categorie-fiscale-capsules>
      		<type-capsule>PERSONNALISEES</type-capsule>
      		<centilisation volume="AUTRE" volumePersonnalise = '62.5' bib=" 1 ">
        		<stock-debut-periode>9000</stock-debut-periode>
				<entrees-capsules/>
				<sorties-capsules>
					<utilisations>1500</utilisations>
				</sorties-capsules>
        		<stock-fin-periode>7500</stock-fin-periode>
				<observations/>
      		</centilisation>
    	</compte-crd>
  	</declaration-recapitulative>
</message-interprofession>
`;

/** The same in JSON. */
export const SAMPLE_JSON = {
  'siren-interprofession': '123456789',
  'declaration-recapitulative': {
    'identification-declarant': { 'numero-agrement': 'FR01300G07896', 'numero-cvi': '7523700100' },
    periode: { mois: '08', annee: '2026' },
    'declaration-neant': false,
    'droits-suspendus': {
      produit: [
        {
          'code-inao': '1R186S',
          'libelle-personnalise': "Château d'Aval & Fils <rouge>",
          'balance-stocks': {
            'stock-debut-periode': '61.40',
            'sorties-periode': {
              'sorties-sans-paiement-droits': {
                'mouvements-internes': { 'replis-declassement-transfert-changement-appellation': '12.00' },
              },
            },
            'stock-fin-periode': '49.40',
          },
        },
        {
          'code-inao': '3B077 ',
          'libelle-personnalise': 'Blanc «\u00a0sec\u00a0»',
          'balance-stocks': { 'stock-debut-periode': '-0.5000', 'stock-fin-periode': '-0.50' },
        },
      ],
      stockEpuise: false,
    },
    'compte-crd': [
      {
        'categorie-fiscale-capsules': 'T',
        'type-capsule': 'PERSONNALISEES',
        centilisation: [
          {
            volume: 'AUTRE',
            volumePersonnalise: '62.5',
            bib: true,
            'stock-debut-periode': '9000',
            'entrees-capsules': {},
            'sorties-capsules': { utilisations: '1500' },
            'stock-fin-periode': '7500',
            observations: '',
          },
        ],
      },
    ],
  },
};
