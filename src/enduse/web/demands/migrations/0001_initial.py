import django.db.models.deletion
import enduse.web.registry.models.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('registry', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Statement',
            fields=[
                ('id', enduse.web.registry.models.fields.PlainCharField(max_length=120, primary_key=True, serialize=False)),
                ('known_from', models.DateField(db_index=True, null=True)),
                ('cited', models.PositiveSmallIntegerField(default=0)),
                ('digest', models.CharField(max_length=32)),
                ('public_since', models.DateTimeField(null=True)),
                ('withdrawn_since', models.DateTimeField(null=True)),
                ('type', enduse.web.registry.models.fields.PlainCharField(choices=[('press-release', 'press-release'), ('parliament-resolution', 'parliament-resolution'), ('open-letter', 'open-letter'), ('un-statement', 'un-statement'), ('state-commitment', 'state-commitment'), ('state-position', 'state-position'), ('coalition-launch', 'coalition-launch'), ('council-conclusions', 'council-conclusions'), ('petition', 'petition')], db_index=True, max_length=40)),
                ('title', models.TextField()),
                ('date', enduse.web.registry.models.fields.PartialDateField()),
                ('date_day', enduse.web.registry.models.fields.FirstDayField('date', db_index=True, editable=False, null=True)),
                ('technologies_named', models.JSONField(default=list)),
                ('commitments', models.JSONField(default=list)),
                ('note', models.TextField(null=True)),
                ('confidence', enduse.web.registry.models.fields.PlainCharField(choices=[('high', 'high'), ('medium', 'medium'), ('low', 'low')], max_length=40)),
                ('citations', models.ManyToManyField(related_name='statements', to='registry.citation')),
            ],
            options={
                'ordering': ['id'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('public_since__isnull', True), ('cited__gte', 1), _connector='OR'), name='demands_statement_published_only_with_a_citation'), models.CheckConstraint(condition=models.Q(('withdrawn_since__isnull', True), ('public_since__isnull', False), _connector='OR'), name='demands_statement_withdrawn_only_once_published'), models.CheckConstraint(condition=models.Q(('type__in', ('press-release', 'parliament-resolution', 'open-letter', 'un-statement', 'state-commitment', 'state-position', 'coalition-launch', 'council-conclusions', 'petition'))), name='demands_statement_type_word'), models.CheckConstraint(condition=models.Q(('confidence__in', ('high', 'medium', 'low'))), name='demands_statement_confidence_word'), models.CheckConstraint(condition=models.Q(('date__regex', '^(?!0000)([0-9]{4}(-((0[13578]|1[02])(-(0[1-9]|[12][0-9]|3[01]))?|(0[469]|11)(-(0[1-9]|[12][0-9]|30))?|02(-(0[1-9]|1[0-9]|2[0-8]))?))?|([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29)(/(?!0000)([0-9]{4}(-((0[13578]|1[02])(-(0[1-9]|[12][0-9]|3[01]))?|(0[469]|11)(-(0[1-9]|[12][0-9]|30))?|02(-(0[1-9]|1[0-9]|2[0-8]))?))?|([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29))?(?!\\n)$')), name='demands_statement_date_date')],
            },
        ),
        migrations.CreateModel(
            name='Signatories',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('organisations', models.PositiveIntegerField(null=True)),
                ('experts', models.PositiveIntegerField(null=True)),
                ('individuals', models.PositiveIntegerField(null=True)),
                ('statement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='signatories', to='demands.statement')),
            ],
            options={
                'ordering': ['position'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('statement',), name='demands_signatories_once')],
            },
        ),
        migrations.CreateModel(
            name='NamedCountry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('country', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='named_in', to='registry.country')),
                ('statement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='named_countries', to='demands.statement')),
            ],
            options={
                'ordering': ['position'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('statement', 'country'), name='demands_named_once')],
            },
        ),
        migrations.CreateModel(
            name='Member',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='statements_joined', to='registry.party')),
                ('statement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='demands.statement')),
            ],
            options={
                'ordering': ['position'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('statement', 'party'), name='demands_member_once')],
            },
        ),
        migrations.CreateModel(
            name='Issuer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='statements_issued', to='registry.party')),
                ('statement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='issued_by', to='demands.statement')),
            ],
            options={
                'ordering': ['position'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('statement', 'party'), name='demands_issuer_once')],
            },
        ),
        migrations.CreateModel(
            name='Demand',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('code', enduse.web.registry.models.fields.PlainCharField(db_index=True, max_length=120)),
                ('text', models.TextField()),
                ('statement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='demands', to='demands.statement')),
            ],
            options={
                'ordering': ['position'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('statement', 'position'), name='demands_demand_place'), models.UniqueConstraint(fields=('statement', 'code'), name='demands_demand_once')],
            },
        ),
        migrations.CreateModel(
            name='Commitment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('status', enduse.web.registry.models.fields.PlainCharField(choices=[('convened', 'convened'), ('signed', 'signed'), ('endorsed', 'endorsed'), ('subscribed', 'subscribed'), ('supported', 'supported'), ('not-supported', 'not-supported'), ('disputed', 'disputed'), ('attended-not-signed', 'attended-not-signed'), ('absent', 'absent'), ('in-force', 'in-force'), ('called-for-moratorium', 'called-for-moratorium'), ('aggregate-only', 'aggregate-only'), ('named-as-user', 'named-as-user'), ('named-as-client', 'named-as-client')], max_length=40)),
                ('date', enduse.web.registry.models.fields.PartialDateField(null=True)),
                ('withdrawn', enduse.web.registry.models.fields.PartialDateField(null=True)),
                ('note', models.TextField(null=True)),
                ('wave', models.PositiveSmallIntegerField(null=True)),
                ('citations', models.ManyToManyField(related_name='commitments', to='registry.citation')),
                ('country', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='commitments', to='registry.country')),
                ('statement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='states', to='demands.statement')),
            ],
            options={
                'ordering': ['position'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ('convened', 'signed', 'endorsed', 'subscribed', 'supported', 'not-supported', 'disputed', 'attended-not-signed', 'absent', 'in-force', 'called-for-moratorium', 'aggregate-only', 'named-as-user', 'named-as-client'))), name='demands_commitment_status_word'), models.CheckConstraint(condition=models.Q(('date__regex', '^(?!0000)([0-9]{4}(-((0[13578]|1[02])(-(0[1-9]|[12][0-9]|3[01]))?|(0[469]|11)(-(0[1-9]|[12][0-9]|30))?|02(-(0[1-9]|1[0-9]|2[0-8]))?))?|([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29)(/(?!0000)([0-9]{4}(-((0[13578]|1[02])(-(0[1-9]|[12][0-9]|3[01]))?|(0[469]|11)(-(0[1-9]|[12][0-9]|30))?|02(-(0[1-9]|1[0-9]|2[0-8]))?))?|([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29))?(?!\\n)$')), name='demands_commitment_date_date'), models.CheckConstraint(condition=models.Q(('withdrawn__regex', '^(?!0000)([0-9]{4}(-((0[13578]|1[02])(-(0[1-9]|[12][0-9]|3[01]))?|(0[469]|11)(-(0[1-9]|[12][0-9]|30))?|02(-(0[1-9]|1[0-9]|2[0-8]))?))?|([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29)(/(?!0000)([0-9]{4}(-((0[13578]|1[02])(-(0[1-9]|[12][0-9]|3[01]))?|(0[469]|11)(-(0[1-9]|[12][0-9]|30))?|02(-(0[1-9]|1[0-9]|2[0-8]))?))?|([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29))?(?!\\n)$')), name='demands_commitment_withdrawn_date')],
            },
        ),
        migrations.CreateModel(
            name='Addressee',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('group', enduse.web.registry.models.fields.PlainCharField(choices=[('all-states', 'all states'), ('companies', 'companies that make or sell surveillance technology'), ('council-of-europe-states', 'member states of the Council of Europe'), ('eu-member-states', 'member states of the European Union'), ('states-hosting-nso', 'other states where NSO Group has a corporate presence'), ('wassenaar-states', 'participating states of the Wassenaar Arrangement')], max_length=40, null=True)),
                ('country', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.country')),
                ('party', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.party')),
                ('statement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='addressees', to='demands.statement')),
            ],
            options={
                'ordering': ['position'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('country__isnull', False), ('group__isnull', True), ('party__isnull', True)), models.Q(('country__isnull', True), ('group__isnull', True), ('party__isnull', False)), models.Q(('country__isnull', True), ('group__in', ['all-states', 'companies', 'council-of-europe-states', 'eu-member-states', 'states-hosting-nso', 'wassenaar-states']), ('group__isnull', False), ('party__isnull', True)), _connector='OR'), name='demands_addressee_one_addressee')],
            },
        ),
        migrations.CreateModel(
            name='StatementFact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('what', enduse.web.registry.models.fields.PlainCharField(max_length=120)),
                ('number', models.BigIntegerField(null=True)),
                ('text', models.TextField(null=True)),
                ('bound', enduse.web.registry.models.fields.PlainCharField(choices=[('exact', 'exact'), ('at-least', 'at-least'), ('more-than', 'more-than'), ('about', 'about')], max_length=40)),
                ('note', models.TextField(null=True)),
                ('citations', models.ManyToManyField(related_name='statement_facts', to='registry.citation')),
                ('statement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='facts', to='demands.statement')),
            ],
            options={
                'ordering': ['position'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('bound__in', ('exact', 'at-least', 'more-than', 'about'))), name='demands_statementfact_bound_word'), models.CheckConstraint(condition=models.Q(('number__isnull', True), ('text__isnull', True), _connector='XOR'), name='demands_statementfact_number_or_text')],
            },
        ),
        migrations.CreateModel(
            name='DemandAddressee',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('group', enduse.web.registry.models.fields.PlainCharField(choices=[('all-states', 'all states'), ('companies', 'companies that make or sell surveillance technology'), ('council-of-europe-states', 'member states of the Council of Europe'), ('eu-member-states', 'member states of the European Union'), ('states-hosting-nso', 'other states where NSO Group has a corporate presence'), ('wassenaar-states', 'participating states of the Wassenaar Arrangement')], max_length=40, null=True)),
                ('country', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.country')),
                ('demand', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='addressees', to='demands.demand')),
                ('party', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.party')),
            ],
            options={
                'ordering': ['position'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('country__isnull', False), ('group__isnull', True), ('party__isnull', True)), models.Q(('country__isnull', True), ('group__isnull', True), ('party__isnull', False)), models.Q(('country__isnull', True), ('group__in', ['all-states', 'companies', 'council-of-europe-states', 'eu-member-states', 'states-hosting-nso', 'wassenaar-states']), ('group__isnull', False), ('party__isnull', True)), _connector='OR'), name='demands_demandaddressee_one_addressee')],
            },
        ),
        migrations.CreateModel(
            name='Position',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('group', enduse.web.registry.models.fields.PlainCharField(choices=[('all-states', 'all states'), ('companies', 'companies that make or sell surveillance technology'), ('council-of-europe-states', 'member states of the Council of Europe'), ('eu-member-states', 'member states of the European Union'), ('states-hosting-nso', 'other states where NSO Group has a corporate presence'), ('wassenaar-states', 'participating states of the Wassenaar Arrangement')], max_length=40, null=True)),
                ('status', enduse.web.registry.models.fields.PlainCharField(choices=[('endorsed', 'endorsed'), ('done', 'done'), ('partial', 'partial'), ('in-progress', 'in-progress'), ('not-done', 'not-done'), ('disputed', 'disputed'), ('refused', 'refused'), ('unknown', 'unknown')], max_length=40)),
                ('date', enduse.web.registry.models.fields.PartialDateField(null=True)),
                ('date_day', enduse.web.registry.models.fields.FirstDayField('date', db_index=True, editable=False, null=True)),
                ('note', models.TextField(null=True)),
                ('citations', models.ManyToManyField(related_name='positions', to='registry.citation')),
                ('country', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.country')),
                ('demand', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='positions', to='demands.demand')),
                ('party', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.party')),
            ],
            options={
                'ordering': ['position'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('country__isnull', False), ('group__isnull', True), ('party__isnull', True)), models.Q(('country__isnull', True), ('group__isnull', True), ('party__isnull', False)), models.Q(('country__isnull', True), ('group__in', ['all-states', 'companies', 'council-of-europe-states', 'eu-member-states', 'states-hosting-nso', 'wassenaar-states']), ('group__isnull', False), ('party__isnull', True)), _connector='OR'), name='demands_position_one_addressee'), models.CheckConstraint(condition=models.Q(('status__in', ('endorsed', 'done', 'partial', 'in-progress', 'not-done', 'disputed', 'refused', 'unknown'))), name='demands_position_status_word'), models.CheckConstraint(condition=models.Q(('date__regex', '^(?!0000)([0-9]{4}(-((0[13578]|1[02])(-(0[1-9]|[12][0-9]|3[01]))?|(0[469]|11)(-(0[1-9]|[12][0-9]|30))?|02(-(0[1-9]|1[0-9]|2[0-8]))?))?|([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29)(/(?!0000)([0-9]{4}(-((0[13578]|1[02])(-(0[1-9]|[12][0-9]|3[01]))?|(0[469]|11)(-(0[1-9]|[12][0-9]|30))?|02(-(0[1-9]|1[0-9]|2[0-8]))?))?|([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29))?(?!\\n)$')), name='demands_position_date_date')],
            },
        ),
    ]
